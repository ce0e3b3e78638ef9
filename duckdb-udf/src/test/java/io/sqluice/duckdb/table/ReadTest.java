package io.sqluice.duckdb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What queries read of DuckDB files, and of others by way of DuckDB. */
@Timeout(120)
class ReadTest {

  @TempDir Path folder;
  private Path file;
  private final TableEnvironment tables = Tables.batch();

  @BeforeEach
  void name() {
    file = folder.resolve("test.duckdb");
  }

  private void declare(String columns, String... options) {
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector' = 'duckdb'%s)"
            .formatted(columns, Stream.of(options).reduce("", (all, o) -> all + ", " + o)));
  }

  private String path() {
    return "'path' = '" + file + "'";
  }

  @Test
  void should_read_a_table_in_its_order() throws Exception {
    Tables.execute(
        file, "CREATE TABLE t AS SELECT i AS id, 'n' || i AS name FROM range(5000) r(i)");
    declare("id BIGINT, name STRING", path());

    List<String> rows = Tables.rows(tables, "SELECT * FROM t");

    assertThat(rows).hasSize(5000).startsWith("+I[0, n0]", "+I[1, n1]").endsWith("+I[4999, n4999]");
  }

  @Test
  void should_count_rows_without_reading_a_column() throws Exception {
    Tables.execute(file, "CREATE TABLE t AS SELECT i AS id FROM range(3000) r(i)");
    declare("id BIGINT", path());

    assertThat(Tables.rows(tables, "SELECT count(*) FROM t")).containsExactly("+I[3000]");
    assertThat(Tables.rows(tables, "SELECT count(*) FROM t WHERE id < 10"))
        .containsExactly("+I[10]");
  }

  @Test
  void should_read_a_view_and_a_table_of_another_schema() throws Exception {
    Tables.execute(
        file, "CREATE SCHEMA s", "CREATE TABLE s.t AS SELECT 1 AS id", "CREATE VIEW v AS FROM s.t");
    declare("id INT", path(), "'table' = 's.t'");
    tables.executeSql(
        "CREATE TABLE w (id INT) WITH ('connector' = 'duckdb', 'table' = 'V', " + path() + ")");

    assertThat(Tables.rows(tables, "SELECT * FROM t UNION ALL SELECT * FROM w"))
        .containsExactly("+I[1]", "+I[1]");
  }

  @Test
  void should_read_a_query_over_the_file() throws Exception {
    Tables.execute(file, "CREATE TABLE x AS SELECT i, i % 3 AS k FROM range(9) r(i)");
    declare(
        "k BIGINT, total DECIMAL(38, 0)",
        path(),
        "'query' = 'SELECT k, sum(i) AS total FROM x GROUP BY k ORDER BY k; -- by key\n;'");

    assertThat(Tables.rows(tables, "SELECT * FROM t WHERE k > 0 LIMIT 1"))
        .containsExactly("+I[1, 12]");
  }

  @Test
  void should_read_parquet_csv_and_json_files_without_a_duckdb_file() throws Exception {
    for (String ending : List.of("parquet", "csv", "json")) {
      Path data = folder.resolve("data." + ending);
      Tables.execute(
          file,
          "COPY (SELECT i::INT AS id, 'n' || i AS name, DATE '2026-01-01' AS day FROM range(3) r(i)) TO '"
              + data
              + "'");
      tables.executeSql(
          "CREATE TABLE of_%s (id BIGINT, name STRING, `day` DATE) WITH ('connector' = 'duckdb', 'query' = 'SELECT * FROM ''%s''')"
              .formatted(ending, data));

      assertThat(Tables.rows(tables, "SELECT * FROM of_" + ending))
          .containsExactly(
              "+I[0, n0, 2026-01-01]", "+I[1, n1, 2026-01-01]", "+I[2, n2, 2026-01-01]");
    }
  }

  @Test
  void should_refuse_other_files_if_told_so() {
    assertThatThrownBy(
            () -> {
              declare(
                  "line STRING",
                  "'query' = 'SELECT content AS line FROM read_text(''/etc/passwd'')'",
                  "'duckdb.external-access' = 'false'");
              Tables.rows(tables, "SELECT * FROM t");
            })
        .rootCause()
        .hasMessageContaining("'query': ")
        .hasMessageContaining("Permission Error: ");
  }

  @Test
  void should_cast_what_has_another_type_in_duckdb() throws Exception {
    Tables.execute(
        file,
        "CREATE TABLE t AS SELECT 200::UTINYINT AS n, uuid '00000000-0000-0000-0000-000000000001' AS"
            + " id, 'a'::ENUM('a', 'b') AS e");
    declare("n INT, id STRING, e STRING", path());

    assertThat(Tables.rows(tables, "SELECT * FROM t WHERE e = 'a'"))
        .containsExactly("+I[200, 00000000-0000-0000-0000-000000000001, a]");
  }

  @Test
  void should_say_that_there_is_no_file_or_no_table() throws Exception {
    declare("id INT", path(), "'table' = 'price'");

    assertThatThrownBy(() -> Tables.rows(tables, "SELECT * FROM t"))
        .rootCause()
        .hasMessage(
            "Table default_catalog.default_database.t cannot be read: there is no DuckDB file "
                + file
                + "; change 'path', or write the table first.");
    assertThat(file).doesNotExist();

    Tables.execute(file, "CREATE TABLE prices (id INT)");

    assertThatThrownBy(() -> Tables.rows(tables, "SELECT * FROM t"))
        .rootCause()
        .hasMessage(
            "Table default_catalog.default_database.t cannot be read: the DuckDB file "
                + file
                + " has no table 'price'; did you mean 'prices'?");
  }

  @Test
  void should_end_a_query_soon_when_the_job_is_cancelled() throws Exception {
    declare(
        "n BIGINT",
        "'query' = 'SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7'");
    TableResult result = tables.executeSql("SELECT * FROM t");
    var job = result.getJobClient().orElseThrow();
    await(() -> job.getJobStatus().get() == JobStatus.RUNNING && threadIsInDuckDb());

    long begin = System.nanoTime();
    job.cancel().get();
    await(() -> !threadIsInDuckDb());

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private interface Condition {
    boolean holds() throws InterruptedException, ExecutionException;
  }

  private static void await(Condition condition) throws Exception {
    while (!condition.holds()) {
      Thread.onSpinWait();
    }
  }

  private static boolean threadIsInDuckDb() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().equals("io.sqluice.duckdb.source.Scan"));
  }
}
