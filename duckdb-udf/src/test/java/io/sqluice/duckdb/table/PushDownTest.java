package io.sqluice.duckdb.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is pushed into a table, and that it changes no result. */
@Timeout(120)
class PushDownTest {

  private static final String COLUMNS =
      "id INT, small SMALLINT, big BIGINT, f FLOAT, d DOUBLE, n DECIMAL(10, 2), s STRING, c CHAR(4),"
          + " b BOOLEAN, `day` DATE, tm TIME(3), t3 TIMESTAMP(3), t6 TIMESTAMP(6), z TIMESTAMP_LTZ(6),"
          + " bin BYTES, l ARRAY<INT>";

  private static final List<String> IN_DUCKDB =
      List.of(
          "id = 1",
          "2 < id",
          "small >= 0",
          "big = 9223372036854775806 + 0",
          "big > 0 AND big < 10000000001",
          "d > 1",
          "NOT d > 1",
          "d <= 1",
          "d <> 1.5",
          "d = 0",
          "f >= 1.5",
          "f = CAST(1.5 AS FLOAT)",
          "n = 1.5",
          "n < 0.10",
          "n IN (0.1, -1.50, 3)",
          "s = 'abc'",
          "s > 'aBc'",
          "s <> 'abc'",
          "s LIKE 'a_c'",
          "s LIKE 'a%'",
          "s LIKE '%😀'",
          "s NOT LIKE 'a%c'",
          "s IS NULL",
          "l IS NOT NULL",
          "s IN ('abc', 'a_c')",
          "b",
          "NOT b",
          "b IS NOT TRUE",
          "b IS FALSE",
          "`day` = DATE '2026-01-01'",
          "`day` > DATE '0001-01-01'",
          "t3 = TIMESTAMP '2026-01-01 10:00:00.001'",
          "t6 < TIMESTAMP '2026-01-01 10:00:00.000001'",
          "z = CAST(TIMESTAMP '2026-01-01 10:00:00.000001' AS TIMESTAMP_LTZ(6))",
          "id = 1 OR (s = 'aBc' AND NOT (b OR small > 5))",
          "id BETWEEN 2 AND 4");

  private static final List<String> IN_FLINK =
      List.of(
          "c = 'ab'",
          "tm = TIME '10:00:00'",
          "n = 0.105",
          "d = 0.1",
          "s LIKE 'a\\_c'",
          "UPPER(s) = 'ABC'",
          "bin = x'01'",
          "id = small",
          "t3 = TIMESTAMP '2026-01-01 10:00:00.0001'",
          "CAST(big AS INT) = 7",
          "l[1] = 1");

  @TempDir Path folder;
  private final TableEnvironment tables = Tables.batch();

  @BeforeEach
  void declare() throws Exception {
    Path file = folder.resolve("test.duckdb");
    Tables.execute(
        file,
        "CREATE TABLE t (id INTEGER, small SMALLINT, big BIGINT, f FLOAT, d DOUBLE, n DECIMAL(10, 2),"
            + " s VARCHAR, c VARCHAR, b BOOLEAN, day DATE, tm TIME, t3 TIMESTAMP_MS, t6 TIMESTAMP,"
            + " z TIMESTAMPTZ, bin BLOB, l INTEGER[])",
        "INSERT INTO t VALUES"
            + " (1, 1, 10000000000, 1.5, 1.5, 1.50, 'abc', 'ab  ', true, '2026-01-01',"
            + " '10:00:00.0001', '2026-01-01 10:00:00.001', '2026-01-01 10:00:00.000001',"
            + " '2026-01-01 10:00:00.000001+00', '\\x01', [1]),"
            + " (2, -1, -1, 'nan', 'nan', -1.50, 'aBc', 'ab', false, '0001-01-01', '10:00:00',"
            + " '1969-12-31 23:59:59.999', '1969-12-31 23:59:59.999999', '1969-12-31"
            + " 23:59:59.999999+00', '\\x00', []),"
            + " (3, 0, 0, '-inf', 'inf', 0.00, '', '', NULL, '2026-12-31', '00:00:00',"
            + " '2026-01-01 10:00:00', '2026-01-01 10:00:00', '2026-01-01 10:00:00+00', '', NULL),"
            + " (4, 32767, 9223372036854775807, -0.0, -0.0, 99999999.99, 'a_c', 'a', true, NULL, NULL,"
            + " NULL, NULL, NULL, NULL, [NULL]),"
            + " (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL),"
            + " (6, 7, 7, 0.1, 0.1, 0.10, 'a%c é😀', 'ab c', false, '2026-01-01', '10:00:00.001',"
            + " '2026-01-01 10:00:00.001', '2026-01-01 10:00:00.001', '2026-01-01 10:00:00.001+00',"
            + " '\\x01', [1])");
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector' = 'duckdb', 'path' = '%s')"
            .formatted(COLUMNS, file));
  }

  /** The filters of the scan, as Flink explains it; empty if there are none. */
  private String pushed(String condition) {
    String plan =
        tables.explainSql("SELECT id FROM t WHERE " + condition, ExplainDetail.JSON_EXECUTION_PLAN);
    String scan = plan.substring(plan.lastIndexOf("table=[[default_catalog"));
    return scan.contains("filter=[]") || !scan.contains("filter=[")
        ? ""
        : scan.substring(scan.indexOf("filter=[") + 8, scan.indexOf("]", scan.indexOf("filter=[")));
  }

  private boolean isLeftToFlink(String condition) {
    return tables.explainSql("SELECT id FROM t WHERE " + condition).contains("where=[");
  }

  @ParameterizedTest
  @FieldSource("IN_DUCKDB")
  void should_filter_in_duckdb(String condition) {
    assertThat(pushed(condition)).isNotEmpty();
    assertThat(isLeftToFlink(condition)).isFalse();
  }

  @ParameterizedTest
  @FieldSource("IN_FLINK")
  void should_leave_to_flink_what_duckdb_may_see_otherwise(String condition) {
    assertThat(pushed(condition)).isEmpty();
  }

  @Test
  void should_filter_as_flink_does() throws Exception {
    List<String> withPushDown = rowsOfAll();
    tables.getConfig().set("table.optimizer.source.predicate-pushdown-enabled", "false");

    assertThat(withPushDown).hasSizeGreaterThan(70).isEqualTo(rowsOfAll());
  }

  /** The rows of all conditions, in one job. */
  private List<String> rowsOfAll() throws Exception {
    String query =
        Stream.concat(IN_DUCKDB.stream(), IN_FLINK.stream())
            .map(
                condition ->
                    "SELECT '%s' AS `condition`, id FROM t WHERE %s"
                        .formatted(condition.replace("'", "''"), condition))
            .collect(Collectors.joining(" UNION ALL "));
    return Tables.rows(tables, query).stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "w = 'abc'; 1",
        "w <> 'abc'; 2 3",
        "w > 'B'; 1",
        "w < 'a'; 2 3",
        "w IN ('abc', 'b'); 1",
        "w LIKE 'a%'; 1",
        "w NOT LIKE 'A%'; 1 3"
      })
  void should_compare_texts_as_flink_does_whatever_their_collation(String condition, String ids)
      throws Exception {
    Path collated = folder.resolve("collated.duckdb");
    Tables.execute(
        collated,
        "CREATE TABLE t (id INTEGER, w VARCHAR COLLATE NOCASE)",
        "INSERT INTO t VALUES (1, 'abc'), (2, 'ABC'), (3, 'B')");
    tables.executeSql(
        "CREATE TABLE collated (id INT, w STRING) WITH ('connector' = 'duckdb', 'path' = '%s', 'table' = 't')"
            .formatted(collated));

    assertThat(Tables.rows(tables, "SELECT id FROM collated WHERE " + condition))
        .containsExactlyInAnyOrder(
            Stream.of(ids.split(" ")).map("+I[%s]"::formatted).toArray(String[]::new));
  }

  @Test
  void should_push_a_part_of_a_conjunction() throws Exception {
    String condition = "id > 1 AND UPPER(s) = 'ABC'";

    assertThat(pushed(condition)).isEqualTo(">(id, 1)");
    assertThat(Tables.rows(tables, "SELECT id FROM t WHERE " + condition)).containsExactly("+I[2]");
  }

  @ParameterizedTest
  @CsvSource({"LIMIT 2, limit=[2]", "ORDER BY id LIMIT 2, ''"})
  void should_push_a_limit(String clause, String pushed) throws Exception {
    String query = "SELECT id FROM t WHERE id > 1 " + clause;

    assertThat(tables.explainSql(query)).contains(pushed).contains("filter=[>(id, 1)]");
    assertThat(Tables.rows(tables, query)).containsExactly("+I[2]", "+I[3]");
  }

  @Test
  void should_push_a_projection() throws Exception {
    assertThat(tables.explainSql("SELECT s, id FROM t WHERE b")).contains("project=[s, id]");
    assertThat(Tables.rows(tables, "SELECT s, id FROM t WHERE b"))
        .containsExactly("+I[abc, 1]", "+I[a_c, 4]");
  }
}
