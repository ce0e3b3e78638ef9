package io.sqluice.http.table;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.formats.avro.AvroRowDataSerializationSchema;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables that are read with formats of Flink's, on a MiniCluster. */
@Timeout(120)
class FlinkFormatTest {

  private final WireMockServer api = new WireMockServer(options().dynamicPort());

  @BeforeEach
  void start() {
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop();
  }

  @Test
  void should_read_csv_line_by_line_with_a_header_and_quotes() throws Exception {
    // given
    answer(
        "text/csv",
        "\uFEFFsymbol,price,note\r\n"
            + "BTC-USDT,100.50,\"two\r\nlines, \"\"quoted\"\"\"\r\n"
            + "\r\n"
            + "ETH-USDT,7.25,");
    TableEnvironment tables = HttpTableTest.batch();
    table(
        tables,
        "symbol STRING, price DECIMAL(10, 2), note STRING",
        "'format' = 'csv', 'response.skip-lines' = '1'");

    // then
    assertThat(rows(tables, "SELECT * FROM t"))
        .containsExactly(
            Row.of("BTC-USDT", new BigDecimal("100.50"), "two\r\nlines, \"quoted\""),
            Row.of("ETH-USDT", new BigDecimal("7.25"), ""));
    assertThat(rows(tables, "SELECT price, symbol FROM t WHERE note = ''"))
        .containsExactly(Row.of(new BigDecimal("7.25"), "ETH-USDT"));
  }

  @Test
  void should_read_csv_with_the_options_of_the_format_in_the_declared_charset() throws Exception {
    answer(
        aResponse()
            .withHeader("Content-Type", "text/csv; charset=windows-1252")
            .withBody("n;s\n1;café\nx;-\n3;-".getBytes(Charset.forName("windows-1252"))));
    TableEnvironment tables = HttpTableTest.batch();
    table(
        tables,
        "n INT, s STRING",
        "'format' = 'csv', 'response.skip-lines' = '1', 'csv.field-delimiter' = ';',"
            + " 'csv.null-literal' = '-', 'csv.ignore-parse-errors' = 'true'");

    assertThat(rows(tables, "SELECT * FROM t"))
        .containsExactly(Row.of(1, "café"), Row.of(null, null), Row.of(3, null));
  }

  @Test
  void should_say_which_line_the_format_does_not_read() throws Exception {
    answer("text/csv", "n,s\n1,a\n");
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "n INT, s STRING", "'format' = 'csv'");

    assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
        .hasStackTraceContaining(
            "line 1, row 1: found \"n,s\", expected a line that the format 'csv' reads: column 'n':"
                + " For input string: \"n\"; if it is a header, set 'response.skip-lines' = '1'");
  }

  @Test
  void should_name_the_column_that_the_format_does_not_read() throws Exception {
    answer("text/csv", "1,a\nx,b\n");
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "n DECIMAL(5, 2), s STRING", "'format' = 'csv'");

    assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
        .hasStackTraceContaining(
            "line 2, row 2: found \"x,b\", expected a line that the format 'csv' reads: column 'n':"
                + " Character x is neither a decimal digit number, decimal point, nor \"e\" notation"
                + " exponential mark; check the columns and the format's options");
  }

  @Test
  void should_skip_lines_that_the_format_does_not_read() throws Exception {
    answer("text/csv", "1,a\nx,b\n3,c\n");
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "n INT, s STRING", "'format' = 'csv', 'decode.error-policy' = 'skip'");

    assertThat(rows(tables, "SELECT s FROM t")).containsExactly(Row.of("a"), Row.of("c"));
  }

  @Test
  void should_not_take_an_html_page_for_csv() throws Exception {
    answer("text/html", "<!DOCTYPE html>\n<p>Log in</p>\n");
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "s STRING", "'format' = 'csv', 'decode.error-policy' = 'skip'");

    assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
        .hasStackTraceContaining(
            "the body is not csv: it starts with \"<!DOCTYPE html>\\n<p>Log in</p>\\n\" and looks"
                + " like HTML, such as a login or an error page; check the option 'url'");
  }

  @Test
  void should_read_an_avro_record_whatever_columns_are_wanted() throws Exception {
    answer(aResponse().withBody(avro(7L, "né", new BigDecimal("1.10"))));
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "id BIGINT, name STRING, price DECIMAL(5, 2)", "'format' = 'avro'");

    assertThat(rows(tables, "SELECT * FROM t"))
        .containsExactly(Row.of(7L, "né", new BigDecimal("1.10")));
    assertThat(rows(tables, "SELECT price, id FROM t"))
        .containsExactly(Row.of(new BigDecimal("1.10"), 7L));
  }

  @Test
  void should_refuse_a_cut_avro_record_and_a_file_of_avro() throws Exception {
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "id BIGINT, name STRING, price DECIMAL(5, 2)", "'format' = 'avro'");

    byte[] whole = avro(7L, "a name", BigDecimal.ONE);
    answer(aResponse().withBody(Arrays.copyOf(whole, whole.length - 3)));
    assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
        .hasStackTraceContaining("the format 'avro' cannot read the body: ");

    answer(aResponse().withBody("Obj\u0001and so on".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
        .hasStackTraceContaining(
            "the body is a file of Avro records, but the format 'avro' reads one bare record; ask"
                + " the API for that, or for JSON");
  }

  @Test
  void should_read_the_whole_body_or_its_lines_raw() throws Exception {
    answer("text/plain", "one\ntwo\n");
    TableEnvironment tables = HttpTableTest.batch();
    table(tables, "s STRING", "'format' = 'raw'");

    assertThat(rows(tables, "SELECT s FROM t")).containsExactly(Row.of("one\ntwo\n"));

    tables.executeSql("DROP TABLE t");
    table(tables, "s STRING", "'format' = 'raw', 'response.split' = 'lines'");

    assertThat(rows(tables, "SELECT s FROM t")).containsExactly(Row.of("one"), Row.of("two"));
  }

  @Test
  void should_pass_changes_through() throws Exception {
    answer(
        "application/x-ndjson",
        "{\"before\":null,\"after\":{\"id\":1,\"n\":10},\"op\":\"c\"}\n"
            + "{\"before\":{\"id\":1,\"n\":10},\"after\":{\"id\":1,\"n\":11},\"op\":\"u\"}\n");
    TableEnvironment tables = HttpTableTest.streaming();
    table(
        tables,
        "id INT, n INT",
        "'format' = 'debezium-json', 'response.split' = 'lines', 'scan.poll-interval' = '1 h',"
            + " 'scan.bounded.max-polls' = '1'");

    assertThat(rows(tables, "SELECT n FROM t"))
        .containsExactly(
            Row.ofKind(RowKind.INSERT, 10),
            Row.ofKind(RowKind.UPDATE_BEFORE, 10),
            Row.ofKind(RowKind.UPDATE_AFTER, 11));
  }

  @Test
  void should_not_stop_at_a_limit_where_rows_take_others_back() throws Exception {
    answer(
        "application/x-ndjson",
        "{\"before\":null,\"after\":{\"id\":1},\"op\":\"c\"}\n"
            + "{\"before\":{\"id\":1},\"after\":null,\"op\":\"d\"}\n"
            + "{\"before\":null,\"after\":{\"id\":2},\"op\":\"c\"}\n");
    TableEnvironment tables = HttpTableTest.streaming();
    tables.getConfig().set("sqluice.push-down.limit", "true");
    table(
        tables,
        "id INT",
        "'format' = 'debezium-json', 'response.split' = 'lines', 'scan.poll-interval' = '1 h',"
            + " 'scan.bounded.max-polls' = '1'");

    assertThat(rows(tables, "SELECT id FROM t LIMIT 1"))
        .containsExactly(
            Row.ofKind(RowKind.INSERT, 1),
            Row.ofKind(RowKind.DELETE, 1),
            Row.ofKind(RowKind.INSERT, 2));
  }

  private void answer(String contentType, String body) {
    answer(
        aResponse()
            .withHeader("Content-Type", contentType)
            .withBody(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void answer(ResponseDefinitionBuilder response) {
    api.resetAll();
    api.stubFor(get("/data").willReturn(response));
  }

  private void table(TableEnvironment tables, String columns, String options) {
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector' = 'http', 'url' = '%s', %s)"
            .formatted(columns, api.url("/data"), options));
  }

  private static byte[] avro(long id, String name, BigDecimal price) throws Exception {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("id", DataTypes.BIGINT()),
                    DataTypes.FIELD("name", DataTypes.STRING()),
                    DataTypes.FIELD("price", DataTypes.DECIMAL(5, 2)))
                .notNull()
                .getLogicalType();
    AvroRowDataSerializationSchema schema = new AvroRowDataSerializationSchema(type);
    schema.open(null);
    return schema.serialize(
        GenericRowData.of(
            id, StringData.fromString(name), DecimalData.fromBigDecimal(price, 5, 2)));
  }

  private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      List<Row> all = new ArrayList<>();
      rows.forEachRemaining(all::add);
      return all;
    }
  }
}
