package io.sqluice.duckdb.catalog;

import static io.sqluice.duckdb.catalog.CatalogSession.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables that declare no columns, in a catalog of type 'sqluice'. */
@Timeout(120)
class SqluiceCatalogTest {

  private static final String URL = "http://localhost:1/items";

  private final CatalogSession session = new CatalogSession();
  @TempDir Path folder;

  @Test
  void should_take_the_columns_from_the_records_of_a_sample() throws Exception {
    // given
    Path sample =
        file(
            folder,
            """
            {"data": [
              {"id": 1, "name": "a", "price": 1.5, "at": "2024-01-02T03:04:05Z", "tags": ["x"],
               "place": {"lat": 1.5, "city": "B"}, "note": null, "open": true},
              {"id": 2, "name": "b", "price": 2, "at": "2024-01-02T03:04:06Z", "tags": [],
               "place": {"lat": 2, "city": "C"}, "note": null, "open": false}]}
            """);

    // when
    session.createTable(URL, ", 'jq' = '.data[]', 'schema.sample' = '" + sample + "'");

    // then
    assertThat(session.describe("t"))
        .containsExactly(
            "id BIGINT",
            "name STRING",
            "price DOUBLE",
            "at TIMESTAMP(6)",
            "tags ARRAY<STRING>",
            "place ROW<`lat` DOUBLE, `city` STRING>",
            "note STRING",
            "open BOOLEAN");
  }

  @Test
  void should_show_the_columns_in_SHOW_CREATE_TABLE() throws Exception {
    Path sample = file(folder, "[{\"id\": 1}]");
    session.createTable(URL, ", 'schema.sample' = '" + sample + "'");

    assertThat(session.rows("SHOW CREATE TABLE t").get(0).getField(0).toString())
        .startsWith(
            """
            CREATE TABLE `s`.`default`.`t` (
              `id` BIGINT
            )
            WITH (
            """)
        .contains("'schema.sample' = '" + sample + "'");
  }

  @Test
  void should_read_the_API_into_the_inferred_columns() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"id\": 7, \"name\": \"x\"}]"))) {
      Path sample = file(folder, "[{\"id\": 1, \"name\": \"a\"}]");
      session.createTable(api.url("/"), ", 'schema.sample' = '" + sample + "'");
      assertThat(api.asked()).isEmpty();

      assertThat(session.rows("SELECT name, id FROM t")).containsExactly(Row.of("x", 7L));
    }
  }

  @Test
  void should_keep_declared_metadata_and_computed_columns_behind() throws Exception {
    Path sample = file(folder, "[{\"id\": 1}]");

    session.sql(
        """
        CREATE TABLE t (
          fetch_time TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time' COMMENT 'when it came',
          seconds AS EXTRACT(SECOND FROM fetch_time),
          WATERMARK FOR fetch_time AS SOURCE_WATERMARK()
        ) COMMENT 'a table' WITH ('connector' = 'http', 'url' = '%s', 'schema.sample' = '%s')
        """
            .formatted(URL, sample));

    assertThat(session.describe("t"))
        .containsExactly(
            "id BIGINT",
            "fetch_time TIMESTAMP_LTZ(3) [METADATA FROM 'fetch-time']",
            "seconds BIGINT [AS EXTRACT(SECOND FROM `fetch_time`)]");
    assertThat(session.rows("SHOW CREATE TABLE t").get(0).getField(0).toString())
        .startsWith(
            """
            CREATE TABLE `s`.`default`.`t` (
              `id` BIGINT,
              `fetch_time` TIMESTAMP(3) WITH LOCAL TIME ZONE METADATA FROM 'fetch-time' COMMENT 'when it came',
              `seconds` AS EXTRACT(SECOND FROM `fetch_time`),
              WATERMARK FOR `fetch_time` AS `SOURCE_WATERMARK`()
            )
            COMMENT 'a table'
            """);
  }

  /** Flink reads the declaration before the catalog sees it; the page on inference says so. */
  @Test
  void should_leave_it_to_Flink_to_refuse_declarations_that_need_inferred_columns()
      throws Exception {
    Path sample = file(folder, "[{\"id\": 1, \"seen\": \"2024-01-02T03:04:05Z\"}]");

    for (String declared :
        List.of(
            "following AS id + 1", "WATERMARK FOR seen AS seen", "PRIMARY KEY (id) NOT ENFORCED")) {
      assertThatThrownBy(
              () ->
                  session.sql(
                      "CREATE TABLE t (%s) WITH ('connector' = 'http', 'url' = '%s', 'schema.sample' = '%s')"
                          .formatted(declared, URL, sample)))
          .as(declared)
          .hasMessageMatching("(?s).*'(id|seen)'.*");
    }
  }

  @Test
  void should_complete_temporary_tables_too() throws Exception {
    Path sample = file(folder, "[{\"id\": 1}]");

    session.sql(
        "CREATE TEMPORARY TABLE t WITH ('connector' = 'sqluice-http', 'url' = '%s', 'schema.sample' = '%s')"
            .formatted(URL, sample));

    assertThat(session.describe("t")).containsExactly("id BIGINT");
  }

  @Test
  void should_infer_nothing_of_a_table_that_is_there() throws Exception {
    Path sample = file(folder, "[{\"id\": 1}]");
    String create =
        "CREATE TABLE IF NOT EXISTS t WITH ('connector' = 'http', 'url' = '%s', 'schema.sample' = '%s')"
            .formatted(URL, sample);
    session.sql(create);
    Files.delete(sample);

    session.sql(create);

    assertThat(session.describe("t")).containsExactly("id BIGINT");
  }

  @Test
  void should_leave_declared_tables_views_and_other_connectors_as_they_are() throws Exception {
    session.sql(
        "CREATE TABLE t (x INT) WITH ('connector' = 'http', 'url' = '%s', 'schema.sample' = 'none')"
            .formatted(URL));
    session.sql("CREATE TABLE d WITH ('connector' = 'datagen', 'number-of-rows' = '3')");
    session.sql("CREATE VIEW v AS SELECT x FROM t");
    session.sql("CREATE TEMPORARY VIEW w AS SELECT x FROM v");

    assertThat(session.describe("t")).containsExactly("x INT");
    assertThat(session.describe("d")).isEmpty();
    assertThat(session.describe("w")).containsExactly("x INT");
  }

  @Test
  void should_infer_a_lookup_table_behind_the_parameters_that_it_declares() throws Exception {
    Path sample = file(folder, "[{\"open\": 1.5}]");

    session.sql(
        "CREATE TABLE t ($symbol STRING) WITH ('connector' = 'lookup-http', 'url' = '%s/$symbol', 'schema.sample' = '%s')"
            .formatted(URL, sample));
    session.sql(
        "CREATE TABLE u WITH ('connector' = 'sqluice-lookup', 'url' = '%s/{{id}}', 'schema.sample' = '%s')"
            .formatted(URL, Files.writeString(folder.resolve("u"), "{\"id\": 1, \"x\": \"a\"}")));
    session.sql(
        "CREATE TABLE k ($id INT) WITH ('connector' = 'lookup-http', 'url' = '%s/$id')"
            .formatted(URL));

    assertThat(session.describe("t")).containsExactly("$symbol STRING", "open DOUBLE");
    assertThat(session.describe("u")).containsExactly("id BIGINT", "x STRING");
    assertThat(session.describe("k")).containsExactly("$id INT");
  }

  @Test
  void should_say_in_a_catalog_of_Flinks_which_one_infers_columns() {
    session.sql("USE CATALOG default_catalog");
    session.createTable(URL, "");

    assertThatThrownBy(() -> session.rows("SELECT 1 FROM t"))
        .rootCause()
        .hasMessage(
            """
            Table default_catalog.default_database.t has 1 problem:
              - it has no physical columns; declare those that the answer's fields fill, or create the table in a catalog that infers them: CREATE CATALOG s WITH ('type' = 'sqluice').""");
  }
}
