package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.TextTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What DUCKDB_JSON refuses and ends, at planning and on a MiniCluster. */
@Timeout(120)
class DuckDbJsonProblemsTest {

  private static final String ORDERS =
      "[{\"sku\": \"A\", \"qty\": 3, \"note\": 1.10}, {\"sku\": \"B\", \"qty\": 1},"
          + " {\"sku\": \"A\", \"qty\": \"4\"}]";

  /** Takes hours. */
  private static final String ENDLESS =
      "SELECT count(*) AS n FROM payload, range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range + c.range = 7";

  @Test
  void should_refuse_a_typo_at_planning() {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThatThrownBy(
            () ->
                texts
                    .tables()
                    .explainSql(
                        "SELECT * FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sku FORM payload'))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: Parser Error: syntax error at or near \"payload\"\n\n"
                + "LINE 1: SELECT sku FORM payload\n                        ^");
  }

  @Test
  void should_refuse_a_query_that_is_no_literal() {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThatThrownBy(
            () ->
                texts
                    .tables()
                    .explainSql("SELECT * FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, body))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: the argument query is not a literal; write it as one, since it says"
                + " which columns the result has");
    assertThatThrownBy(
            () ->
                texts
                    .tables()
                    .explainSql(
                        "SELECT * FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT 1', body))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: the argument columns is not a literal; write it as one, since it says"
                + " which columns the result has");
  }

  @Test
  void should_say_which_payload_is_not_json() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "<html>");

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT sku FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sku FROM"
                        + " payload'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: ")
        .hasMessageContaining("JSON")
        .hasMessageEndingWith("; the payload starts with <html>");
  }

  @Test
  void should_say_what_does_not_fit_the_columns() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "[{\"qty\": \"some\"}]");

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sum(qty) AS n"
                        + " FROM payload', 'qty INT'))"))
        .rootCause()
        .hasMessageStartingWith(
            "DUCKDB_JSON: Invalid Input Error: JSON transform error in the payload")
        .hasMessageContaining("\"some\"")
        .hasMessageEndingWith("; the payload starts with [{\"qty\": \"some\"}]");
  }

  @Test
  void should_end_a_query_that_takes_too_much_memory() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);
    texts
        .tables()
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.memory-limit", "32 mb"));

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT"
                        + " len(list(range)) AS n FROM payload, range(100000000)'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: Out of Memory Error: ");
  }

  @Test
  void should_refuse_a_limit_that_is_no_size() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);
    texts
        .tables()
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.memory-limit", "much"));

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT 1 AS n'))"))
        .rootCause()
        .hasMessage(
            "The job parameter 'duckdb.memory-limit' (in pipeline.global-job-parameters): found"
                + " 'much', expected a size such as '256 mb'.");
  }

  @Test
  void should_refuse_files_to_queries() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);

    assertThatThrownBy(
            () ->
                texts
                    .tables()
                    .explainSql(
                        "SELECT * FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT content FROM"
                            + " read_text(''/etc/passwd'')'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: Permission Error: ");
  }

  @Test
  void should_end_a_query_that_takes_too_long() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);
    texts
        .tables()
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.timeout", "300 ms"));

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, '" + ENDLESS + "'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: the query did not finish within 300 ms; ");
  }

  @Test
  void should_end_its_query_when_the_job_is_cancelled() throws Exception {
    // given
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, ORDERS);
    TableResult result =
        texts
            .tables()
            .executeSql(
                "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(body, '" + ENDLESS + "'))");
    JobClient job = result.getJobClient().orElseThrow();
    while (job.getJobStatus().get() != JobStatus.RUNNING || !isQuerying()) {
      Thread.onSpinWait();
    }

    // when
    CompletableFuture<?> end = job.getJobExecutionResult();
    job.cancel();

    // then
    assertThat(end).failsWithin(Duration.ofSeconds(5));
    assertThat(isQuerying()).isFalse();
  }

  private static boolean isQuerying() {
    return Thread.getAllStackTraces().values().stream()
        .map(stack -> Optional.ofNullable(stack.length == 0 ? null : stack[0]))
        .flatMap(Optional::stream)
        .anyMatch(frame -> frame.getClassName().equals("org.duckdb.DuckDBNative"));
  }

  private static TextTable texts(RuntimeExecutionMode mode, String... texts) {
    TextTable table = TextTable.of(mode, texts);
    table.tables().createTemporarySystemFunction("DUCKDB_JSON", DuckDbJsonFunction.class);
    return table;
  }
}
