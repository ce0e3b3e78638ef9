package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;

/** What becomes of records that do not become rows. */
class DecodeErrorsTest {

  private static final String BODY =
      """
      [{"n": 1, "s": "a"}, {"n": "x", "s": "b"}, 7, {"n": 4, "s": "d"}, {"n": [5], "s": "e"}]
      """;

  private final Extraction table = Extraction.into(FIELD("n", INT()), FIELD("s", STRING()));

  @Test
  void should_skip_and_count_records_that_do_not_fit() throws Exception {
    // given
    Extraction skipping = table.decodeErrors(DecodeErrorPolicy.SKIP);
    List<JsonNode> seen = new ArrayList<>();

    // when
    ExtractedPage page =
        skipping.extractor().extract(Responses.of(BODY), null, seen::add, extracted -> extracted);

    // then
    assertThat(page.rows()).containsExactly(row(1, "a"), row(4, "d"));
    assertThat(page.errors()).isEmpty();
    assertThat(page.decodeErrors())
        .isEqualTo(
            new DecodeErrors(
                3,
                "row 2, field 'n' (INT): found \"x\", expected an integer; convert it in jq, or"
                    + " declare the column as STRING",
                BitSet.valueOf(new long[] {0b10110})));
    assertThat(page.records()).isEqualTo(5);
    assertThat(page.lastRecord()).hasToString("{\"n\":[5],\"s\":\"e\"}");
    assertThat(seen).hasSize(5);
  }

  @Test
  void should_emit_rows_of_nulls_with_the_reasons_by_their_positions() throws Exception {
    ExtractedPage page = table.decodeErrors(DecodeErrorPolicy.EMIT).page(BODY);

    assertThat(page.rows()).containsExactly(row(1, "a"), nulls(), nulls(), row(4, "d"), nulls());
    assertThat(page.errors())
        .isEqualTo(
            Map.of(
                1,
                "row 2, field 'n' (INT): found \"x\", expected an integer; convert it in jq, or"
                    + " declare the column as STRING",
                2,
                "row 3: found 7, expected an object with the columns n, s; let jq make one, as in"
                    + " {n, s}",
                4,
                "row 5, field 'n' (INT): found [5], expected an integer; convert it in jq, or"
                    + " declare the column as STRING"));
    assertThat(page.decodeErrors().count()).isEqualTo(3);
  }

  @Test
  void should_fail_at_the_first_record_that_does_not_fit() {
    assertThatThrownBy(() -> table.page(BODY))
        .isInstanceOf(RecordConversionException.class)
        .hasMessage(
            "row 2, field 'n' (INT): found \"x\", expected an integer; convert it in jq, or declare"
                + " the column as STRING");
  }

  @Test
  void should_skip_a_record_without_a_value_for_a_not_null_column() throws Exception {
    ExtractedPage page =
        Extraction.into(BIGINT().notNull())
            .jq(".[]")
            .decodeErrors(DecodeErrorPolicy.SKIP)
            .page("[{\"c\": 1}, {}, {\"c\": null}, {\"c\": 2}]");

    assertThat(page.rows()).containsExactly(GenericRowData.of(1L), GenericRowData.of(2L));
    assertThat(page.records()).isEqualTo(4);
    assertThat(page.decodeErrors().count()).isEqualTo(2);
  }

  @Test
  void should_skip_a_whole_line_that_is_not_json() throws Exception {
    Extraction lines = table.format(BodyFormat.NDJSON).decodeErrors(DecodeErrorPolicy.SKIP);

    ExtractedPage page = lines.page("{\"n\":1}\n{\"n\":\n\n{\"n\":3}\n");

    assertThat(page.rows()).containsExactly(row(1, null), row(3, null));
    assertThat(page.records()).isEqualTo(3);
    assertThat(page.lastRecord()).hasToString("{\"n\":3}");
    assertThat(page.decodeErrors().count()).isEqualTo(1);
    assertThat(page.decodeErrors().first())
        .startsWith(
            "line 2, row 2: found \"{\\\"n\\\":\", expected a JSON value: Unexpected end-of-input");
  }

  @Test
  void should_refuse_a_cut_last_line_under_every_policy() {
    for (DecodeErrorPolicy policy : DecodeErrorPolicy.values()) {
      Extraction lines = table.format(BodyFormat.NDJSON).decodeErrors(policy);

      assertThatThrownBy(() -> lines.page("{\"n\":1}\n{\"n\":2, \"s\""))
          .isInstanceOf(ExtractionException.class)
          .isNotInstanceOf(RecordConversionException.class)
          .hasMessageStartingWith("the body is not JSON (line 2, column ")
          .hasMessageEndingWith("; it ends inside the value, so the answer may have been cut");
      assertThatThrownBy(() -> lines.page("{\"n\":1}\n{\"n\":2}\ntru"))
          .isNotInstanceOf(RecordConversionException.class)
          .hasMessageStartingWith("the body is not JSON (line 3, column ")
          .hasMessageEndingWith(
              "; line 3 is the last one and has no end, so the answer may have been cut");
    }
  }

  @Test
  void should_not_take_a_body_that_does_not_parse_for_a_record() {
    for (DecodeErrorPolicy policy : DecodeErrorPolicy.values()) {
      assertThatThrownBy(() -> table.decodeErrors(policy).page("[{\"n\":1},"))
          .isInstanceOf(ExtractionException.class)
          .isNotInstanceOf(RecordConversionException.class);
    }
  }

  private static GenericRowData row(Integer n, String s) {
    return GenericRowData.of(n, StringData.fromString(s));
  }

  private static GenericRowData nulls() {
    return new GenericRowData(2);
  }
}
