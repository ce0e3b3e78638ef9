package io.sqluice.duckdb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins of a stream with a table of a DuckDB file. */
@Timeout(120)
class LookUpTest {

  @TempDir Path folder;
  private Path file;
  private final TableEnvironment tables = Tables.streaming();

  @BeforeEach
  void declare() throws Exception {
    file = folder.resolve("test.duckdb");
    Tables.execute(
        file,
        "CREATE TABLE prices (id INTEGER, day DATE, price DECIMAL(10, 2), code ENUM('a', 'b'))",
        "INSERT INTO prices VALUES (1, '2026-01-01', 1.5, 'a'), (1, '2026-01-02', 2.5, 'b'), (2,"
            + " NULL, 3.5, 'a'), (NULL, '2026-01-01', 4.5, NULL)");
    tables.executeSql(
        "CREATE VIEW orders AS SELECT id, d, PROCTIME() AS now FROM (VALUES (1, DATE '2026-01-01'),"
            + " (2, DATE '2026-01-01'), (3, CAST(NULL AS DATE)), (CAST(NULL AS INT), DATE"
            + " '2026-01-01')) AS v(id, d)");
  }

  private void prices(String options) {
    tables.executeSql(
        "CREATE TABLE prices (id INT, `day` DATE, price DECIMAL(10, 2), code STRING) WITH"
            + " ('connector' = 'duckdb'"
            + options
            + ")");
  }

  private List<String> join(String columns, String condition) throws Exception {
    return Tables.rows(
        tables,
        "SELECT %s FROM orders AS o LEFT JOIN prices FOR SYSTEM_TIME AS OF o.now AS p ON %s"
            .formatted(columns, condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '10'"})
  void should_join_all_rows_of_a_key_and_none_of_null(String options) throws Exception {
    prices(", 'path' = '" + file + "'" + options);

    assertThat(join("o.id, p.price", "p.id = o.id"))
        .containsExactly(
            "+I[1, 1.50]", "+I[1, 2.50]", "+I[2, 3.50]", "+I[3, null]", "+I[null, null]");
  }

  @Test
  void should_join_by_several_columns_and_constants() throws Exception {
    prices(", 'path' = '" + file + "'");

    assertThat(join("o.id, p.price", "p.`day` = o.d AND p.id = o.id AND p.code = 'a'"))
        .containsExactly("+I[1, 1.50]", "+I[2, null]", "+I[3, null]", "+I[null, null]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", 'lookup.cache' = 'PARTIAL', 'lookup.partial-cache.max-rows' = '10'"})
  void should_join_only_rows_that_meet_conditions_that_flink_left_to_duckdb(String options)
      throws Exception {
    Tables.execute(
        file,
        "CREATE TABLE names (id INTEGER, lang VARCHAR, rank INTEGER, name VARCHAR)",
        "INSERT INTO names VALUES (1, 'en', 1, 'one'), (1, 'de', 2, 'eins'), (1, 'en', 9, 'ace'),"
            + " (2, 'de', 1, 'zwei')");
    tables.executeSql(
        "CREATE TABLE names (id INT, lang STRING, `rank` INT, name STRING) WITH ('connector' = 'duckdb', 'path' = '%s'%s)"
            .formatted(file, options));
    String join = " JOIN names FOR SYSTEM_TIME AS OF o.now AS n ON n.id = o.id AND n.lang = 'en'";

    assertThat(Tables.rows(tables, "SELECT o.id, n.name FROM orders AS o" + join))
        .containsExactlyInAnyOrder("+I[1, one]", "+I[1, ace]");
    assertThat(Tables.rows(tables, "SELECT o.id, n.name FROM orders AS o LEFT" + join))
        .containsExactlyInAnyOrder(
            "+I[1, one]", "+I[1, ace]", "+I[2, null]", "+I[3, null]", "+I[null, null]");
    assertThat(
            Tables.rows(
                tables, "SELECT o.id, n.name FROM orders AS o" + join + " WHERE n.`rank` < 5"))
        .containsExactly("+I[1, one]");
    assertThat(
            Tables.rows(
                tables, "SELECT o.id, n.name FROM orders AS o LEFT" + join + " WHERE n.`rank` < 5"))
        .containsExactly("+I[1, one]");
    assertThat(
            Tables.rows(
                tables, "SELECT o.id, n.name FROM orders AS o LEFT" + join + " AND n.`rank` < 5"))
        .containsExactlyInAnyOrder("+I[1, one]", "+I[2, null]", "+I[3, null]", "+I[null, null]");
  }

  @Test
  void should_compare_texts_as_flink_does_whatever_their_collation() throws Exception {
    Tables.execute(
        file,
        "CREATE TABLE words (w VARCHAR COLLATE NOCASE, n INTEGER)",
        "INSERT INTO words VALUES ('a', 1), ('A', 2)");
    tables.executeSql(
        "CREATE TABLE words (w STRING, n INT) WITH ('connector' = 'duckdb', 'path' = '%s')"
            .formatted(file));
    tables.executeSql(
        "CREATE VIEW said AS SELECT w, PROCTIME() AS now FROM (VALUES ('a'), ('b')) AS v(w)");

    assertThat(
            Tables.rows(
                tables,
                "SELECT s.w, w.n FROM said AS s LEFT JOIN words FOR SYSTEM_TIME AS OF s.now AS w ON"
                    + " w.w = s.w"))
        .containsExactly("+I[a, 1]", "+I[b, null]");
  }

  @Test
  void should_find_no_row_by_a_value_that_the_duckdb_type_does_not_have() throws Exception {
    prices(", 'path' = '" + file + "'");

    assertThat(join("o.id, p.price", "p.code = 'z'"))
        .containsExactly("+I[1, null]", "+I[2, null]", "+I[3, null]", "+I[null, null]");
  }

  @Test
  void should_look_up_in_a_query() throws Exception {
    prices(
        ", 'path' = '"
            + file
            + "', 'query' = 'SELECT id, max(day) AS day, max(price) AS price, max(code) AS code FROM prices GROUP BY id;'");

    assertThat(join("o.id, p.price, p.`day`", "p.id = o.id"))
        .containsExactly(
            "+I[1, 2.50, 2026-01-02]",
            "+I[2, 3.50, null]",
            "+I[3, null, null]",
            "+I[null, null, null]");
  }

  @Test
  void should_look_up_by_every_type_of_key() throws Exception {
    String columns =
        "s STRING, b BOOLEAN, i1 TINYINT, i2 SMALLINT, i8 BIGINT, f FLOAT, d DOUBLE, n DECIMAL(20,"
            + " 5), dt DATE, tm TIME(3), t0 TIMESTAMP(0), t3 TIMESTAMP(3), t6 TIMESTAMP(6), t9"
            + " TIMESTAMP(9), z TIMESTAMP_LTZ(6), bin BYTES";
    tables.executeSql(
        "CREATE TABLE k (%s) WITH ('connector' = 'duckdb', 'path' = '%s')"
            .formatted(columns, folder.resolve("k.duckdb")));
    tables
        .executeSql(
            "INSERT INTO k VALUES ('a''b', true, CAST(-1 AS TINYINT), CAST(2 AS SMALLINT), 3,"
                + " CAST(1.5 AS FLOAT), 2.5e0, 12345.67891, DATE '2026-01-01', TIME '10:00:00.001',"
                + " TIMESTAMP '1960-01-01 00:00:01', TIMESTAMP '1960-01-01 00:00:00.001', TIMESTAMP"
                + " '1960-01-01 00:00:00.000001', TIMESTAMP '1960-01-01 00:00:00.000000001',"
                + " CAST(TIMESTAMP '2026-01-01 00:00:00.000001' AS TIMESTAMP_LTZ(6)), x'00ff')")
        .await();
    StringBuilder conditions = new StringBuilder();
    for (String column : columns.split(", (?=[a-z])")) {
      String name = column.split(" ")[0];
      conditions
          .append(conditions.isEmpty() ? "" : " AND ")
          .append("k.%1$s = v.%1$s".formatted(name));
    }
    tables.executeSql("CREATE VIEW v AS SELECT *, PROCTIME() AS now FROM k");

    assertThat(
            Tables.rows(
                tables,
                "SELECT k.i8 FROM v JOIN k FOR SYSTEM_TIME AS OF v.now AS k ON " + conditions))
        .containsExactly("+I[3]");
  }

  @Test
  void should_say_that_there_is_no_file() {
    prices(", 'path' = '" + folder + "/none.duckdb'");

    assertThatThrownBy(() -> join("o.id, p.price", "p.id = o.id"))
        .rootCause()
        .hasMessage(
            "Table default_catalog.default_database.prices cannot be looked up: there is no DuckDB file "
                + folder
                + "/none.duckdb; change 'path', or write the table first.");
  }
}
