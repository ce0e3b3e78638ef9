package io.sqluice.duckdb.catalog;

import static io.sqluice.duckdb.catalog.CatalogSession.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which columns a sample gives in which format, and with which SQL over it. */
@Timeout(120)
class InferredTypesTest {

  private static final String URL = "http://localhost:1/items";

  private final CatalogSession session = new CatalogSession();
  @TempDir Path folder;

  @Test
  void should_take_the_columns_of_the_query_over_the_sample() throws Exception {
    create(
        "[{\"symbol\": \"A-B\", \"buy\": 1, \"sell\": 2}]",
        "'transform.sql' = 'SELECT count(*) AS n, avg(sell - buy) AS spread, sum(buy) AS total FROM payload'");

    assertThat(session.describe("t"))
        .containsExactly("n BIGINT", "spread DOUBLE", "total DECIMAL(38, 0)");
  }

  @Test
  void should_need_no_sample_where_the_columns_of_payload_are_declared() {
    session.createTable(
        URL,
        ", 'transform.input' = 'symbol STRING, buy DECIMAL(10, 2)', 'transform.sql' = 'SELECT symbol, buy FROM payload', 'schema.infer' = 'fetch'");

    assertThat(session.describe("t")).containsExactly("symbol STRING", "buy DECIMAL(10, 2)");
  }

  @Test
  void should_let_the_query_read_what_jq_makes_of_the_sample() throws Exception {
    create(
        "{\"rows\": [{\"x\": 1}]}",
        "'jq' = '.rows[] | {x, y: \"a\"}', 'transform.sql' = 'SELECT y, x FROM payload'");

    assertThat(session.describe("t")).containsExactly("y STRING", "x BIGINT");
  }

  @Test
  void should_read_csv_with_its_header_for_a_query() throws Exception {
    create(
        "symbol;buy;day\nA;1.5;2024-01-02\n",
        "'format' = 'csv', 'transform.sql' = 'SELECT * FROM payload'");

    assertThat(session.describe("t")).containsExactly("symbol STRING", "buy DOUBLE", "day DATE");
  }

  @Test
  void should_read_ndjson() throws Exception {
    create("{\"a\": 1}\n\n{\"a\": 1.5, \"b\": [1]}\n", "'format' = 'ndjson'");

    assertThat(session.describe("t")).containsExactly("a DOUBLE", "b ARRAY<BIGINT>");
  }

  @Test
  void should_decode_the_sample_as_the_table_decodes_answers() throws Exception {
    Path sample = folder.resolve("latin");
    Files.write(sample, "[{\"gr\u00f6\u00dfe\": 1}]".getBytes("windows-1252"));

    session.createTable(
        URL, ", 'response.charset' = 'windows-1252', 'schema.sample' = '" + sample + "'");

    assertThat(session.describe("t")).containsExactly("gr\u00f6\u00dfe BIGINT");
  }

  @Test
  void should_make_text_of_values_that_the_table_would_read_otherwise_than_DuckDB()
      throws Exception {
    create(
        """
        [{"iso": "2024-01-02T03:04:05", "spaced": "2024-01-02 03:04:05", "short": "2024-1-2",
          "day": "2024-01-02", "huge": 1e400, "list": [{"at": "2024-1-2"}]}]
        """,
        "");

    assertThat(session.describe("t"))
        .contains("iso TIMESTAMP(6)", "short STRING", "day DATE", "huge STRING", "list STRING");
  }

  @Test
  void should_type_what_is_null_empty_or_mixed_as_text() throws Exception {
    create(
        "[{\"n\": null, \"e\": [], \"m\": 1, \"o\": {}}, {\"m\": \"x\"}, {\"m\": {\"k\": 1}}]", "");

    assertThat(session.describe("t"))
        .containsExactly("n STRING", "e ARRAY<STRING>", "m STRING", "o MAP<STRING, STRING>");
  }

  @Test
  void should_keep_the_digits_of_large_numbers() throws Exception {
    create("[{\"i\": 9223372036854775807, \"u\": 18446744073709551615, \"b\": true}]", "");

    assertThat(session.describe("t")).containsExactly("i BIGINT", "u DECIMAL(38, 0)", "b BOOLEAN");
  }

  private void create(String sample, String options) throws Exception {
    session.createTable(
        URL,
        (options.isEmpty() ? "" : ", " + options)
            + ", 'schema.sample' = '"
            + file(folder, sample)
            + "'");
  }
}
