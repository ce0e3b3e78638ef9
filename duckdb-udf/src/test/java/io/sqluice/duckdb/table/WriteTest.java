package io.sqluice.duckdb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a DuckDB file after INSERT statements. */
@Timeout(120)
class WriteTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("test.duckdb");
  }

  private TableEnvironment streaming() {
    TableEnvironment tables = Tables.streaming();
    tables.getConfig().set("execution.checkpointing.interval", "100 ms");
    return tables;
  }

  private String with(String... options) {
    return " WITH ('connector' = 'duckdb', 'path' = '%s'%s)"
        .formatted(file, options.length == 0 ? "" : ", " + String.join(", ", options));
  }

  private static void insert(TableEnvironment tables, String sql) throws Exception {
    tables.executeSql(sql).await();
  }

  @Test
  void should_create_the_table_and_append_in_batch_mode() throws Exception {
    TableEnvironment tables = Tables.batch();
    tables.executeSql("CREATE TABLE prices (id INT NOT NULL, name STRING)" + with());

    insert(tables, "INSERT INTO prices VALUES (1, 'a'), (2, CAST(NULL AS STRING))");
    insert(tables, "INSERT INTO prices VALUES (1, 'a')");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM prices ORDER BY ALL"))
        .containsExactly("1, a", "1, a", "2, null");
    assertThat(Tables.inDuckDb(file, "DESCRIBE prices"))
        .containsExactly(
            "id, INTEGER, NO, null, null, null", "name, VARCHAR, YES, null, null, null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void should_append_in_streaming_mode(String guarantee) throws Exception {
    TableEnvironment tables = streaming();
    tables.executeSql(
        "CREATE TABLE prices (id INT, name STRING)"
            + with("'sink.delivery-guarantee' = '" + guarantee + "'"));

    insert(tables, "INSERT INTO prices VALUES (1, 'a'), (2, CAST(NULL AS STRING))");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM prices ORDER BY ALL"))
        .containsExactly("1, a", "2, null");
    assertThat(Tables.inDuckDb(file, "SELECT table_name FROM duckdb_tables() ORDER BY ALL"))
        .isEqualTo(
            guarantee.equals("exactly-once") ? List.of("commits", "prices") : List.of("prices"));
  }

  @Test
  void should_append_to_a_table_with_other_columns_and_wider_types() throws Exception {
    TableEnvironment tables = Tables.batch();
    Tables.execute(
        file, "CREATE SCHEMA s", "CREATE TABLE s.t (extra INT DEFAULT 7, name VARCHAR, id BIGINT)");
    tables.executeSql("CREATE TABLE t (id INT, name STRING)" + with("'table' = 's.t'"));

    insert(tables, "INSERT INTO t VALUES (1, 'a')");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM s.t")).containsExactly("7, a, 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void should_end_an_upsert_changelog_in_the_table_that_duckdb_makes_of_the_same_sql(
      String guarantee) throws Exception {
    TableEnvironment tables = streaming();
    String values = values(500);
    tables.executeSql(
        "CREATE TABLE totals (k INT, n BIGINT, total BIGINT, most INT, PRIMARY KEY (k) NOT ENFORCED)"
            + with(
                "'sink.delivery-guarantee' = '" + guarantee + "'",
                "'sink.buffer-flush.max-rows' = '7'"));
    String query =
        "SELECT k, count(*) AS n, CAST(sum(x) AS BIGINT) AS total, max(x) AS most FROM (VALUES "
            + values
            + ") AS v(k, x) GROUP BY k";

    insert(tables, "INSERT INTO totals " + query);

    assertThat(Tables.inDuckDb(file, "SELECT * FROM totals ORDER BY k"))
        .hasSize(13)
        .isEqualTo(Tables.inDuckDb(file, query + " ORDER BY k"));
    assertThat(
            Tables.inDuckDb(
                file,
                "SELECT constraint_type FROM duckdb_constraints() WHERE table_name = 'totals' ORDER BY ALL"))
        .contains("PRIMARY KEY");
  }

  private static String values(int rows) {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      values
          .append(i == 0 ? "" : ", ")
          .append("(")
          .append(i * 31 % 13)
          .append(", ")
          .append(i * 17 % 101)
          .append(")");
    }
    return values.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void should_remove_one_equal_row_for_each_retraction_where_there_is_no_key(String guarantee)
      throws Exception {
    TableEnvironment tables = streaming();
    // Two equal rows that no retraction is for.
    Tables.execute(
        file,
        "CREATE TABLE counts (n BIGINT, least VARCHAR)",
        "INSERT INTO counts VALUES (1, NULL), (1, NULL)");
    tables.executeSql(
        "CREATE TABLE counts (n BIGINT, least STRING)"
            + with(
                "'sink.delivery-guarantee' = '" + guarantee + "'",
                "'sink.buffer-flush.max-rows' = '2'"));

    insert(
        tables,
        "INSERT INTO counts SELECT count(*), min(s) FROM (VALUES (1, CAST(NULL AS STRING)), (1,"
            + " 'b'), (2, 'x'), (1, 'a'), (1, 'c'), (2, CAST(NULL AS STRING))) AS v(k, s) GROUP BY k");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM counts ORDER BY ALL"))
        .containsExactly("1, null", "1, null", "2, x", "4, a");
  }

  @Test
  void should_delete_by_key() throws Exception {
    TableEnvironment tables = streaming();
    tables.executeSql("CREATE TABLE t (k INT, v STRING, PRIMARY KEY (k) NOT ENFORCED)" + with());
    Tables.execute(
        file, "CREATE TABLE t (k INT PRIMARY KEY, v VARCHAR)", "INSERT INTO t VALUES (9, 'kept')");

    // A filter on an aggregate takes rows back.
    insert(
        tables,
        "INSERT INTO t SELECT k, CAST(n AS STRING) FROM (SELECT k, count(*) AS n FROM (VALUES (1),"
            + " (2), (1), (3), (1)) AS v(k) GROUP BY k) WHERE n < 3");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM t ORDER BY k"))
        .containsExactly("2, 1", "3, 1", "9, kept");
  }

  @Test
  void should_append_rows_of_equal_keys_if_told_so() throws Exception {
    TableEnvironment tables = Tables.batch();
    tables.executeSql(
        "CREATE TABLE t (k INT, v STRING, PRIMARY KEY (k) NOT ENFORCED)"
            + with("'sink.mode' = 'append'"));

    insert(tables, "INSERT INTO t VALUES (1, 'a')");
    insert(tables, "INSERT INTO t VALUES (1, 'b')");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM t ORDER BY ALL"))
        .containsExactly("1, a", "1, b");
  }

  @Test
  void should_write_two_tables_of_a_file_and_one_table_twice_in_a_job() throws Exception {
    TableEnvironment tables = streaming();
    tables.executeSql("CREATE TABLE a (id INT)" + with());
    tables.executeSql("CREATE TABLE b (id INT)" + with());
    StatementSet all = tables.createStatementSet();
    all.addInsertSql("INSERT INTO a VALUES (1), (2)");
    all.addInsertSql("INSERT INTO b VALUES (3)");
    all.addInsertSql("INSERT INTO b VALUES (4)");

    all.execute().await();

    assertThat(Tables.inDuckDb(file, "SELECT * FROM a ORDER BY id")).containsExactly("1", "2");
    assertThat(Tables.inDuckDb(file, "SELECT * FROM b ORDER BY id")).containsExactly("3", "4");
  }

  @Test
  void should_write_every_type_and_read_it_again() throws Exception {
    TableEnvironment tables = Tables.batch();
    String columns =
        "(c CHAR(3), s STRING, b BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, f FLOAT, d"
            + " DOUBLE, n DECIMAL(38, 10), dt DATE, tm TIME(3), t0 TIMESTAMP(0), t3 TIMESTAMP(3), t6"
            + " TIMESTAMP(6), t9 TIMESTAMP(9), z TIMESTAMP_LTZ(6), bin BYTES, a ARRAY<DECIMAL(5, 2)>, m MAP<STRING, INT>, r"
            + " ROW<x INT, y ARRAY<TIMESTAMP(3)>>)";
    tables.executeSql("CREATE TABLE t " + columns + with());
    String row =
        "SELECT CAST('abc' AS CHAR(3)), 's''\"\\', true, CAST(-128 AS TINYINT), CAST(32767 AS"
            + " SMALLINT), -2147483648, 9223372036854775807, CAST(1.5 AS FLOAT), 1e300,"
            + " CAST('1234567890123456789012345678.0123456789' AS DECIMAL(38, 10)), DATE '0001-01-01',"
            + " TIME '23:59:59.999', TIMESTAMP '1969-12-31 23:59:59', TIMESTAMP '1969-12-31"
            + " 23:59:59.999', TIMESTAMP '2026-01-01 00:00:00.123456', TIMESTAMP '2026-01-01"
            + " 00:00:00.123456789', CAST(TIMESTAMP '2026-01-01 00:00:00.123456' AS"
            + " TIMESTAMP_LTZ(6)), x'00ff', ARRAY[1.25, CAST(NULL AS DECIMAL(5, 2))], MAP['k',"
            + " 1], ROW(1, ARRAY[TIMESTAMP '2026-01-01 00:00:00.123'])";

    insert(tables, "INSERT INTO t " + row);

    assertThat(Tables.rows(tables, "SELECT * FROM t")).isEqualTo(Tables.rows(tables, row));
  }

  @Test
  void should_share_a_database_in_memory_inside_a_job() throws Exception {
    TableEnvironment tables = Tables.streaming();
    tables.executeSql(
        "CREATE TABLE seen (id BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'duckdb',"
            + " 'path' = ':memory:shared', 'sink.buffer-flush.max-rows' = '1')");
    tables.executeSql(
        "CREATE TABLE ids (id BIGINT, now AS PROCTIME()) WITH ('connector' = 'datagen',"
            + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '1000000',"
            + " 'rows-per-second' = '100')");
    TableResult writing = tables.executeSql("INSERT INTO seen SELECT id FROM ids");
    try (var joined =
        tables
            .executeSql(
                "SELECT i.id, s.id FROM ids AS i JOIN seen FOR SYSTEM_TIME AS OF i.now AS s ON s.id ="
                    + " i.id - 20")
            .collect()) {

      assertThat(joined.next().getKind()).isEqualTo(RowKind.INSERT);
    } finally {
      writing.getJobClient().orElseThrow().cancel().get();
    }
  }

  @Test
  void should_say_that_a_table_is_missing_which_may_not_be_created() {
    TableEnvironment tables = Tables.batch();
    tables.executeSql("CREATE TABLE t (id INT)" + with("'sink.create-table' = 'false'"));

    assertThatThrownBy(() -> insert(tables, "INSERT INTO t VALUES (1)"))
        .rootCause()
        .hasMessage(
            "Table default_catalog.default_database.t cannot be written: the DuckDB file "
                + file
                + " has no table 't'; create it, or set 'sink.create-table' = 'true'.");
  }

  @Test
  void should_have_no_row_of_a_batch_that_fails() throws Exception {
    TableEnvironment tables = Tables.batch();
    Tables.execute(file, "CREATE TABLE texts AS SELECT unnest(['1', '2', 'x']) AS s");
    tables.executeSql("CREATE TABLE texts (s STRING)" + with());
    tables.executeSql("CREATE TABLE t (id INT)" + with());

    assertThatThrownBy(() -> insert(tables, "INSERT INTO t SELECT CAST(s AS INT) FROM texts"))
        .rootCause()
        .hasMessageContaining("x");

    assertThat(Tables.inDuckDb(file, "SELECT * FROM t")).isEmpty();
  }
}
