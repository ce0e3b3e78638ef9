package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.engine.RowsQuery;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a job whose query would run for long. */
@Timeout(120)
class CancelTest {

  /** Hours of work. */
  private static final String LONG_QUERY =
      "query => 'SELECT count(*) AS n FROM input, range(10000000) a, range(10000000) b WHERE"
          + " a.range * b.range % 7 = x', size => 1, timeout => '1 h', ";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @ParameterizedTest
  @ValueSource(strings = {"fail", "skip"})
  void should_end_the_query_when_the_job_is_cancelled(String onError) throws Exception {
    JobClient job =
        Ticks.numbered(3)
            .tables()
            .executeSql(
                "SELECT * FROM DUCKDB(input => TABLE t, "
                    + LONG_QUERY
                    + "on_error => '"
                    + onError
                    + "')")
            .getJobClient()
            .orElseThrow();
    CommonTestUtils.waitUntilCondition(CancelTest::isQueryUnderWay, 10L, 3_000);

    long start = System.nanoTime();
    job.cancel().get(60, TimeUnit.SECONDS);
    CommonTestUtils.waitUntilCondition(
        () -> job.getJobStatus().get() == JobStatus.CANCELED, 10L, 3_000);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(isQueryUnderWay()).isFalse();
  }

  @Test
  void should_close_the_session_when_the_job_has_ended() throws Exception {
    Ticks.numbered(3)
        .query("SELECT * FROM DUCKDB(input => TABLE t, query => 'SELECT x FROM input', size => 2)");

    CommonTestUtils.waitUntilCondition(() -> !isSessionOpen(), 10L, 3_000);
  }

  @Test
  void should_fail_with_the_query_when_its_time_is_up() {
    StreamTableEnvironment tables = Ticks.numbered(1).tables();

    assertThat(
            failure(
                tables,
                "SELECT * FROM DUCKDB(input => TABLE t, "
                    + LONG_QUERY.replace("1 h", "200 ms")
                    + "on_error => 'fail')"))
        .startsWith(
            "DUCKDB: the query failed over a batch of 1 rows: the query did not finish within 200"
                + " ms")
        .contains("SELECT count(*) AS n FROM input, range(10000000) a")
        .endsWith("To go on without such batches, say on_error => 'skip'.");
  }

  @Test
  void should_take_limits_from_the_job_where_the_call_has_none() {
    StreamTableEnvironment tables = Ticks.numbered(1).tables();
    tables
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.timeout", "300 ms"));

    assertThat(
            failure(
                tables,
                "SELECT * FROM DUCKDB(input => TABLE t, "
                    + LONG_QUERY.replace(", timeout => '1 h'", "")
                    + "on_error => 'fail')"))
        .contains("the query did not finish within 300 ms");
  }

  @Test
  void should_fail_with_duckdbs_message_about_a_row() {
    StreamTableEnvironment tables = Ticks.numbered(1).tables();

    assertThat(
            failure(
                tables,
                "SELECT * FROM DUCKDB(input => TABLE t, query => 'SELECT k::INTEGER AS i FROM"
                    + " input', size => 1)"))
        .isEqualTo(
            "DUCKDB: the query failed over a batch of 1 rows: Conversion Error: Could not convert"
                + " string 'k' to INT32 when casting from source column k\n"
                + "Its text is:\nSELECT k::INTEGER AS i FROM input\n"
                + "To go on without such batches, say on_error => 'skip'.");
  }

  @Test
  void should_go_on_without_batches_that_fail_if_asked_to() throws Exception {
    Ticks ticks = new Ticks().add(1, "1", 1).add(2, "two", 2).add(3, "3", 3);

    assertThat(
            ticks.query(
                "SELECT * FROM DUCKDB(input => TABLE t, query => 'SELECT k::INTEGER AS i FROM"
                    + " input', size => 1, on_error => 'skip')"))
        .containsExactly("[1]", "[3]");
  }

  private static String failure(StreamTableEnvironment tables, String sql) {
    try (var rows = tables.executeSql(sql).collect()) {
      rows.forEachRemaining(row -> {});
    } catch (Exception failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (String.valueOf(cause.getMessage()).startsWith("DUCKDB")) {
          return cause.getMessage();
        }
      }
      throw new AssertionError("failed for another reason", failure);
    }
    throw new AssertionError("did not fail");
  }

  private static boolean isSessionOpen() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().equals(TaskEnd.class.getName()));
  }

  private static boolean isQueryUnderWay() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().equals(RowsQuery.class.getName()));
  }
}
