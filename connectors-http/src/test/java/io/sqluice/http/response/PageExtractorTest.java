package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.FLOAT;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;

class PageExtractorTest {

  private static final DataTypes.Field[] TICKER = {
    FIELD("symbol", STRING()), FIELD("buy", FLOAT())
  };

  @Test
  void should_make_a_row_of_each_jq_output() throws Exception {
    // given
    Extraction tickers = Extraction.into(TICKER).jq(".data.ticker[:2][] | {symbol, buy}");

    // when
    ExtractedPage page =
        tickers.page(
            """
            {"data": {"ticker": [
              {"symbol": "BTC-USDT", "buy": "100.5", "vol": 1},
              {"symbol": "ETH-USDT", "buy": 7},
              {"symbol": "XRP-USDT", "buy": "0.1"}]}}
            """);

    // then
    assertThat(page.rows()).containsExactly(ticker("BTC-USDT", 100.5f), ticker("ETH-USDT", 7f));
    assertThat(page.lastRecord()).hasToString("{\"symbol\":\"ETH-USDT\",\"buy\":7}");
    assertThat(page.document().at("/data/ticker/2/symbol").asText()).isEqualTo("XRP-USDT");
  }

  @Test
  void should_make_a_row_of_each_element_without_jq() throws Exception {
    assertThat(
            Extraction.into(TICKER).rows("[{\"symbol\": \"A\"}, {\"buy\": 1, \"symbol\": \"B\"}]"))
        .containsExactly(ticker("A", null), ticker("B", 1f));
  }

  @Test
  void should_make_one_row_of_an_object_without_jq() throws Exception {
    assertThat(Extraction.into(TICKER).rows("{\"symbol\": \"A\", \"Buy\": 2, \"extra\": []}"))
        .containsExactly(ticker("A", null));
  }

  @Test
  void should_fill_the_only_column_with_values_that_are_not_objects() throws Exception {
    assertThat(Extraction.into(INT()).rows("[1, null, \"3\"]"))
        .containsExactly(
            GenericRowData.of(1), GenericRowData.of((Object) null), GenericRowData.of(3));
    assertThat(Extraction.into(ARRAY(INT())).rows("[[1, 2]]"))
        .containsExactly(GenericRowData.of(new GenericArrayData(new Object[] {1, 2})));
    assertThat(Extraction.into(INT()).rows("{\"c\": 5}")).containsExactly(GenericRowData.of(5));
  }

  @Test
  void should_count_records_for_a_table_without_columns() throws Exception {
    assertThat(Extraction.into(new DataTypes.Field[0]).rows("[1, {\"a\": 2}, [3]]")).hasSize(3);
  }

  @Test
  void should_refuse_a_value_that_is_not_an_object_for_several_columns() {
    assertThatThrownBy(() -> Extraction.into(TICKER).rows("[{\"symbol\": \"A\"}, [\"B\", 1]]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 2: found [\"B\",1], expected an object with the columns symbol, buy; let jq make"
                + " one, as in {symbol, buy}");
  }

  @Test
  void should_give_no_rows_for_an_empty_body() throws Exception {
    for (String body : new String[] {"", " \r\n", "\uFEFF"}) {
      ExtractedPage page = Extraction.into(TICKER).jq(".data[]").page(body);
      assertThat(page.rows()).isEmpty();
      assertThat(page.lastRecord()).isNull();
      assertThat(page.document()).isNull();
    }
  }

  @Test
  void should_skip_a_byte_order_mark_and_detect_other_encodings() throws Exception {
    assertThat(Extraction.into(STRING()).value("\uFEFF{\"c\": \"né😋\"}"))
        .isEqualTo(StringData.fromString("né😋"));
    byte[] utf16 = "{\"c\": \"né😋\"}".getBytes(StandardCharsets.UTF_16BE);
    assertThat(Extraction.into(STRING()).page(utf16).rows())
        .containsExactly(GenericRowData.of(StringData.fromString("né😋")));
  }

  @Test
  void should_name_row_field_and_value_of_what_does_not_convert() {
    Extraction tickers = Extraction.into(TICKER).jq(".[] | {symbol, buy: .b}");

    assertThatThrownBy(() -> tickers.rows("[{\"b\": 1}, {\"b\": \"abc\"}]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "row 2, field 'buy' (FLOAT): found \"abc\", expected a number; convert it in jq, or"
                + " declare the column as STRING");
  }

  @Test
  void should_name_the_path_of_a_nested_value() {
    Extraction quotes = Extraction.into(FIELD("quotes", ARRAY(ROW(FIELD("price", INT())))));

    assertThatThrownBy(() -> quotes.rows("{\"quotes\": [{\"price\": 1}, {\"price\": true}]}"))
        .hasMessage(
            "row 1, field 'quotes[1].price' (INT): found true, expected an integer; convert it in"
                + " jq, or declare the column as STRING");
  }

  @Test
  void should_cut_a_long_value_at_100_characters_without_splitting_one() {
    assertThatThrownBy(() -> Extraction.into(INT()).rows("[\"" + "😋".repeat(101) + "\"]"))
        .hasMessage(
            "row 1, field 'c' (INT): found \""
                + "😋".repeat(100)
                + "\"…, expected an integer; convert it in jq, or declare the column as STRING");
    assertThatThrownBy(() -> Extraction.into(INT()).rows("[{\"c\": \"" + "x".repeat(100) + "\"}]"))
        .hasMessageContaining("found \"" + "x".repeat(100) + "\", expected");
  }

  @Test
  void should_refuse_null_and_nothing_in_a_not_null_column() {
    Extraction ids = Extraction.into(FIELD("id", BIGINT().notNull()), FIELD("name", STRING()));

    assertThatThrownBy(() -> ids.rows("[{\"id\": 1}, {\"id\": null}]"))
        .hasMessage(
            "row 2, field 'id' (BIGINT NOT NULL): found null, expected a value; declare the column"
                + " without NOT NULL, or drop such records in jq with select");
    assertThatThrownBy(() -> ids.rows("[{\"name\": \"x\"}]"))
        .hasMessage(
            "row 1, field 'id' (BIGINT NOT NULL): found nothing, expected a value; declare the"
                + " column without NOT NULL, or drop such records in jq with select");
  }

  @Test
  void should_read_a_json_value_a_line() throws Exception {
    // given
    Extraction lines = Extraction.into(TICKER).format(BodyFormat.NDJSON).jq(".t[]");

    // when
    ExtractedPage page =
        lines.page(
            "\uFEFF{\"t\":[{\"symbol\":\"A\"},{\"symbol\":\"B\"}]}\r\n\r\n  \n{\"t\":[{\"buy\":1}]}");

    // then
    assertThat(page.rows()).containsExactly(ticker("A", null), ticker("B", null), ticker(null, 1f));
    assertThat(page.lastRecord()).hasToString("{\"buy\":1}");
    assertThat(page.document()).isNull();
  }

  @Test
  void should_name_the_line_of_a_problem_in_ndjson() {
    Extraction lines = Extraction.into(TICKER).format(BodyFormat.NDJSON);

    assertThatThrownBy(() -> lines.rows("{\"buy\": 1}\n\n{\"buy\": \"x\"}\n"))
        .hasMessage(
            "line 3, row 2, field 'buy' (FLOAT): found \"x\", expected a number; convert it in jq,"
                + " or declare the column as STRING");
    assertThatThrownBy(() -> lines.rows("{\"buy\": 1}\n{\"buy\": }\n"))
        .hasMessage(
            "the body is not JSON (line 2, column 9): Unexpected character ('}' (code 125)):"
                + " expected a value; it starts with \"{\\\"buy\\\": 1}\\n{\\\"buy\\\": }\\n\";"
                + " check that the URL answers with JSON, or set the option 'format'");
  }

  @Test
  void should_say_that_a_body_is_html() {
    assertThatThrownBy(() -> Extraction.into(TICKER).rows("\n <!DOCTYPE html><html>Log in</html>"))
        .hasMessage(
            "the body is not JSON (line 2, column 2): Unexpected character ('<' (code 60)):"
                + " expected a valid value (JSON String, Number, Array, Object or token 'null',"
                + " 'true' or 'false'); it starts with \"\\n <!DOCTYPE html><html>Log in</html>\""
                + " and looks like HTML, such as a login or an error page; check the option 'url'");
  }

  @Test
  void should_refuse_a_body_with_something_after_the_value() {
    assertThatThrownBy(() -> Extraction.into(TICKER).rows("{} {}"))
        .hasMessage(
            "the body is not JSON (line 1, column 4): Something follows the end of the value; for"
                + " one value a line use format = 'ndjson'; it starts with \"{} {}\"; check that"
                + " the URL answers with JSON, or set the option 'format'");
  }

  @Test
  void should_refuse_a_cut_body() {
    assertThatThrownBy(() -> Extraction.into(TICKER).rows("[{\"symbol\": \"A\"},"))
        .isInstanceOf(ExtractionException.class)
        .hasMessageStartingWith("the body is not JSON (line 1, column ");
  }

  @Test
  void should_refuse_a_body_beyond_the_limits() throws Exception {
    assertThatThrownBy(() -> Extraction.into(STRING()).rows("[".repeat(501) + "]".repeat(501)))
        .hasMessageStartingWith(
            "the body goes beyond a limit: Document nesting depth (501) exceeds the maximum allowed"
                + " (500,");
    assertThat(Extraction.into(STRING()).rows("[".repeat(500) + "]".repeat(500))).hasSize(1);
    for (String number : new String[] {"9".repeat(1_001), "0." + "1".repeat(1_000)}) {
      assertThatThrownBy(() -> Extraction.into(STRING()).rows(number))
          .hasMessageContaining("Number value length (1001) exceeds the maximum allowed (1000,");
    }
  }

  @Test
  void should_tell_where_jq_failed() {
    Extraction failing = Extraction.into(STRING()).jq(".[] | .name");

    assertThatThrownBy(() -> failing.rows("[{\"name\": \"a\"}, {\"name\": \"b\"}, [1]]"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "the jq program failed at row 3: Cannot index array with string \"name\"; correct the"
                + " option 'jq' (.[] | .name) or check what the API sends");
    assertThatThrownBy(
            () -> failing.format(BodyFormat.NDJSON).jq(".name").rows("{\"name\": \"a\"}\n[1]\n"))
        .hasMessage(
            "line 2, the jq program failed at row 2: Cannot index array with string \"name\";"
                + " correct the option 'jq' (.name) or check what the API sends");
  }

  @Test
  void should_not_let_a_try_of_jq_swallow_a_bad_value() {
    assertThatThrownBy(() -> Extraction.into(INT()).jq("try .[] catch 0").rows("[1, \"x\"]"))
        .hasMessageStartingWith("row 2, field 'c' (INT): found \"x\", expected an integer;");
  }

  @Test
  void should_end_a_jq_program_that_runs_too_long() {
    Extraction endless =
        Extraction.into(INT()).jq("last(range(1e18))").jqTimeout(Duration.ofMillis(50));

    assertThatThrownBy(() -> endless.rows("{}"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "the jq program did not finish within 50 ms; simplify it, or set jq.timeout higher");
  }

  @Test
  void should_survive_a_recursion_that_is_too_deep() throws Exception {
    PageExtractor extractor = Extraction.into(INT()).jq("def f: f + 1; f").extractor();

    assertThatThrownBy(() -> extractor.extract(Responses.of("{}")))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "the jq program failed at row 1: its recursion is too deep; correct the option 'jq'"
                + " (def f: f + 1; f) or check what the API sends");
  }

  @Test
  void should_leave_an_interrupted_thread_interrupted() {
    PageExtractor extractor = Extraction.into(INT()).jq("last(range(1e18))").extractor();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> extractor.extract(Responses.of("{}")))
        .isInstanceOf(ExtractionException.class)
        .hasMessage("interrupted while the jq program ran");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static RowData ticker(String symbol, Float buy) {
    return GenericRowData.of(StringData.fromString(symbol), buy);
  }
}
