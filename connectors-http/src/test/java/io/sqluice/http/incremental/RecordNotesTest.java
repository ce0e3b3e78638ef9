package io.sqluice.http.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.incremental.CursorConfig.Sending;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.InstantText;
import io.sqluice.http.response.PageExtractor;
import io.sqluice.http.response.TextRules;
import io.sqluice.http.response.TimestampRules;
import io.sqluice.http.testing.FormatContexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordNotesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"t\":9},{\"t\":10.50},{\"t\":null},{}]         | 10.50",
        "[{\"t\":\"9\"},{\"t\":\"10\"}]                    | 10",
        "[{\"t\":\"2026-11-20T10:00:00+01:00\"},{\"t\":\"2026-11-20T09:30:00Z\"}]"
            + " | 2026-11-20T09:30:00Z",
        "[{\"t\":\"b\"},{\"t\":\"a\"},{\"t\":\"\"}]        | b",
        "[{\"t\":\" \"},{\"t\":\"2026-11-20T10:00:00Z\"},{\"t\":\"\"}] | 2026-11-20T10:00:00Z",
        "[{\"t\":\"2026-11-20T10:00:00Z\"},{\"t\":1795168801}] | 1795168801",
        "[{\"t\":12345678901234567890},{\"t\":12345678901234567891}] | 12345678901234567891"
      })
  void should_keep_the_highest_cursor_as_it_is_written(String body, String expected)
      throws ExtractionException {
    assertThat(notes(".t", List.of(), body).highest().text()).isEqualTo(expected);
  }

  @Test
  void should_find_no_cursor_where_there_is_none() throws ExtractionException {
    assertThat(notes(".t", List.of(), "[{},{\"t\":null},{\"t\":\"\"}]").highest()).isNull();
    assertThat(notes("empty", List.of(), "[{}]").highest()).isNull();
    assertThat(notes(".t", List.of(), "[]").highest()).isNull();
  }

  @Test
  void should_say_which_record_has_no_cursor_that_counts() {
    assertThatThrownBy(() -> notes(".t", List.of(), "[{\"t\":1},{\"t\":{\"a\":1}}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 2: 'scan.cursor.jq' (.t) gave a value of the type object, expected a number or a"
                + " text; correct it, or let it give null for records to pass over");
    assertThatThrownBy(() -> notes(".t | nan", List.of(), "[{\"t\":1}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 1: 'scan.cursor.jq' (.t | nan) gave the number NaN, expected a number or a text;"
                + " correct it, or let it give null for records to pass over");
    assertThatThrownBy(() -> notes(".t.u", List.of(), "[{\"t\":1}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 1: 'scan.cursor.jq' (.t.u) failed: Cannot index number with string \"u\"; correct"
                + " it or check what the API sends");
  }

  @Test
  void should_refuse_a_value_that_does_not_compare_with_the_cursor_so_far() {
    CursorValue time = CursorValue.of("2026-11-20T10:00:00Z", true, new InstantText(null));

    assertThatThrownBy(
            () ->
                notes(config(".t", null), time, List.of(), "[{\"t\":1795168801},{\"t\":\"n/a\"}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 2: 'scan.cursor.jq' (.t) gave the text \"n/a\", expected a time like the cursor so"
                + " far, '2026-11-20T10:00:00Z'; filter such records out, for example with"
                + " 'scan.cursor.jq' = '.t | select(. != \"n/a\")', or, if that one is wrong, start"
                + " the table without its checkpoint");
  }

  @Test
  void should_refuse_a_value_that_does_not_compare_with_the_initial_cursor() {
    assertThatThrownBy(() -> notes(config(".t", "0"), null, List.of(), "[{\"t\":1},{\"t\":\"b\"}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 2: 'scan.cursor.jq' (.t) gave the text \"b\", expected a number like"
                + " 'scan.cursor.initial', '0'; filter such records out, for example with"
                + " 'scan.cursor.jq' = '.t | select(. != \"b\")', or, if that one is wrong, correct"
                + " 'scan.cursor.initial'");
  }

  @Test
  void should_refuse_a_value_that_does_not_compare_with_the_first_one() {
    assertThatThrownBy(() -> notes(".t", List.of(), "[{\"t\":\"\"},{\"t\":\"b\"},{\"t\":7}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 3: 'scan.cursor.jq' (.t) gave the number 7, expected a text like the first one of"
                + " the answer, 'b'; filter such records out, for example with 'scan.cursor.jq' ="
                + " '.t | select(. != 7)', or, if that one is wrong, filter out what the first one"
                + " is");
  }

  @Test
  void should_let_a_blank_cursor_say_nothing_of_what_follows() throws ExtractionException {
    CursorValue blank = new CursorValue("", CursorValue.Kind.TEXT, true, null);

    assertThat(notes(config(".t", ""), blank, List.of(), "[{\"t\":7}]").highest().text())
        .isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":\"x\"}         | {\"b\":\"x\",\"a\":1.0,\"c\":5}   | true",
        "{\"a\":1e2}                   | {\"a\":100,\"b\":null}            | true",
        "{\"a\":{\"p\":1,\"q\":[2]}}   | {\"a\":{\"q\":[2.0],\"p\":1}}     | true",
        "{\"a\":1}                     | {\"a\":\"1\"}                     | false",
        "{\"a\":null,\"b\":1}          | {\"b\":1}                         | true",
        "{\"a\":\"null\",\"b\":1}      | {\"b\":1}                         | false",
        "{\"a\":\"x;\",\"b\":\"y\"}    | {\"a\":\"x\",\"b\":\";y\"}        | false",
        "{\"a\":[\"x\",\"y\"]}         | {\"a\":[\"x,y\"]}                 | false",
        "{\"a\":true}                  | {\"a\":\"true\"}                  | false",
        "{\"a\":{}}                    | {\"a\":[]}                        | false"
      })
  void should_tell_records_apart_by_the_values_of_their_key(String one, String other, boolean same)
      throws ExtractionException {
    List<Hash128> keys = notes(".", List.of("a", "b"), "[" + one + "," + other + "]", false).keys();

    assertThat(keys.get(0).equals(keys.get(1))).isEqualTo(same);
  }

  @Test
  void should_give_no_key_to_a_record_that_has_none_of_the_fields() throws ExtractionException {
    assertThat(notes(".", List.of("a", "b"), "[{\"c\":1},{\"a\":null},5]", false).keys())
        .containsExactly(null, null, null);
  }

  private static RecordNotes notes(String jq, List<String> key, String body)
      throws ExtractionException {
    return notes(jq, key, body, true);
  }

  private static RecordNotes notes(String jq, List<String> key, String body, boolean cursor)
      throws ExtractionException {
    return notes(cursor ? config(jq, null) : null, null, key, body);
  }

  private static CursorConfig config(String jq, @Nullable String initial) {
    return new CursorConfig(
        jq,
        initial,
        null,
        null,
        new Sending("since", null),
        new TimestampRules(EpochUnit.AUTO, null));
  }

  private static RecordNotes notes(
      @Nullable CursorConfig config, @Nullable CursorValue cursor, List<String> key, String body)
      throws ExtractionException {
    RecordNotes notes = new RecordReader(config, key).open(cursor);
    RowType columns =
        RowType.of(new LogicalType[] {new VarCharType(VarCharType.MAX_LENGTH)}, new String[] {"x"});
    new PageExtractor(
            new ExtractionConfig(
                columns,
                BodyFormat.JSON,
                null,
                Duration.ofSeconds(30),
                new TimestampRules(EpochUnit.AUTO, null),
                new TextRules(null, 1_000),
                DecodeErrorPolicy.FAIL),
            columns,
            FormatContexts.outsideTasks())
        .extract(
            new HttpResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), "http://h"),
            null,
            notes,
            page -> page);
    return notes;
  }
}
