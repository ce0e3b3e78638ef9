package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DUCKDB_JSON in SQL, on a MiniCluster. */
@Timeout(120)
class DuckDbJsonFunctionTest {

  private static final String ORDERS =
      "[{\"sku\": \"A\", \"qty\": 3, \"note\": 1.10}, {\"sku\": \"B\", \"qty\": 1},"
          + " {\"sku\": \"A\", \"qty\": \"4\"}]";

  /** Takes hours. */
  private static final String ENDLESS =
      "SELECT count(*) AS n FROM payload, range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range + c.range = 7";

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_the_rows_of_a_query_over_each_payload(RuntimeExecutionMode mode)
      throws Exception {
    StreamTableEnvironment tables =
        tables(mode, ORDERS, "{\"sku\": \"C\", \"qty\": 2}", "[]", null);

    assertThat(
            rows(
                tables,
                "SELECT t.id, j.* FROM orders AS t, LATERAL TABLE(DUCKDB_JSON(t.body,"
                    + " 'SELECT sku, sum(qty) AS qty FROM payload GROUP BY sku ORDER BY sku')) AS j"))
        .containsExactly(Row.of(0, "A", 7.0), Row.of(0, "B", 1.0), Row.of(1, "C", 2.0));
  }

  @Test
  void should_take_the_columns_that_are_declared() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThat(
            rows(
                tables,
                "SELECT j.* FROM orders AS t, LATERAL TABLE(DUCKDB_JSON(t.body, 'SELECT sku, sum(qty)"
                    + " AS qty, max(note) AS note FROM payload GROUP BY ALL ORDER BY sku',"
                    + " 'sku STRING, qty INT, note DECIMAL(5, 2)')) AS j"))
        .containsExactly(
            Row.of("A", new BigDecimal("7"), new BigDecimal("1.10")),
            Row.of("B", new BigDecimal("1"), null));
  }

  @Test
  void should_take_arguments_by_name() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);

    assertThat(
            rows(
                tables,
                "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(query => 'SELECT sum(qty) AS n FROM"
                    + " payload', columns => 'qty INT', payload => body))"))
        .containsExactly(Row.of(new BigDecimal("8")));
  }

  @Test
  void should_join_from_the_left() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING, ORDERS, "[]", null);

    assertThat(
            rows(
                tables,
                "SELECT id, sku FROM orders LEFT JOIN LATERAL TABLE(DUCKDB_JSON(body,"
                    + " 'SELECT sku FROM payload WHERE qty > 3')) ON TRUE"))
        .containsExactly(Row.of(0, "A"), Row.of(1, null), Row.of(2, null));
  }

  @Test
  void should_have_several_calls_in_one_query() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);

    assertThat(
            rows(
                tables,
                "SELECT a, b FROM orders,"
                    + " LATERAL TABLE(DUCKDB_JSON(body, 'SELECT count(*) AS a FROM payload')),"
                    + " LATERAL TABLE(DUCKDB_JSON(body, 'SELECT max(sku) AS b FROM payload'))"))
        .containsExactly(Row.of(3L, "B"));
  }

  @Test
  void should_refuse_a_typo_at_planning() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sku FORM payload'))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: Parser Error: syntax error at or near \"payload\"\n\n"
                + "LINE 1: SELECT sku FORM payload\n                        ^");
  }

  @Test
  void should_refuse_a_query_that_is_no_literal() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThatThrownBy(
            () -> tables.explainSql("SELECT * FROM orders, LATERAL TABLE(DUCKDB_JSON(body, body))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: the argument query is not a literal; write it as one, since it says"
                + " which columns the result has");
    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT 1', body))"))
        .rootCause()
        .hasMessage(
            "DUCKDB_JSON: the argument columns is not a literal; write it as one, since it says"
                + " which columns the result has");
  }

  @Test
  void should_say_which_payload_is_not_json() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, "<html>");

    assertThatThrownBy(
            () ->
                rows(
                    tables,
                    "SELECT sku FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sku FROM"
                        + " payload'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: ")
        .hasMessageContaining("JSON")
        .hasMessageEndingWith("; the payload starts with <html>");
  }

  @Test
  void should_say_what_does_not_fit_the_columns() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, "[{\"qty\": \"some\"}]");

    assertThatThrownBy(
            () ->
                rows(
                    tables,
                    "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT sum(qty) AS n"
                        + " FROM payload', 'qty INT'))"))
        .rootCause()
        .hasMessageStartingWith(
            "DUCKDB_JSON: Invalid Input Error: JSON transform error in the payload")
        .hasMessageContaining("\"some\"")
        .hasMessageEndingWith("; the payload starts with [{\"qty\": \"some\"}]");
  }

  @Test
  void should_end_a_query_that_takes_too_much_memory() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);
    tables
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.memory-limit", "32 mb"));

    assertThatThrownBy(
            () ->
                rows(
                    tables,
                    "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT"
                        + " len(list(range)) AS n FROM payload, range(100000000)'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: Out of Memory Error: ");
  }

  @Test
  void should_refuse_a_limit_that_is_no_size() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);
    tables
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.memory-limit", "much"));

    assertThatThrownBy(
            () ->
                rows(
                    tables,
                    "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT 1 AS n'))"))
        .rootCause()
        .hasMessage(
            "The job parameter 'duckdb.memory-limit' (in pipeline.global-job-parameters): found"
                + " 'much', expected a size such as '256 mb'.");
  }

  @Test
  void should_refuse_files_to_queries() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM orders, LATERAL TABLE(DUCKDB_JSON(body, 'SELECT content FROM"
                        + " read_text(''/etc/passwd'')'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: Permission Error: ");
  }

  @Test
  void should_end_a_query_that_takes_too_long() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH, ORDERS);
    tables
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("duckdb.timeout", "300 ms"));

    assertThatThrownBy(
            () ->
                rows(
                    tables,
                    "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(body, '" + ENDLESS + "'))"))
        .rootCause()
        .hasMessageStartingWith("DUCKDB_JSON: the query did not finish within 300 ms; ");
  }

  @Test
  void should_end_its_query_when_the_job_is_cancelled() throws Exception {
    // given
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING, ORDERS);
    TableResult result =
        tables.executeSql(
            "SELECT n FROM orders, LATERAL TABLE(DUCKDB_JSON(body, '" + ENDLESS + "'))");
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

  private StreamTableEnvironment tables(RuntimeExecutionMode mode, String... bodies) {
    environment.setParallelism(1);
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(
            environment,
            mode == RuntimeExecutionMode.BATCH
                ? settings.inBatchMode().build()
                : settings.inStreamingMode().build());
    Row[] rows = new Row[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      rows[i] = Row.of(i, bodies[i]);
    }
    tables.createTemporarySystemFunction("DUCKDB_JSON", DuckDbJsonFunction.class);
    tables.createTemporaryView(
        "orders",
        tables.fromDataStream(
            environment.fromData(
                Types.ROW_NAMED(new String[] {"id", "body"}, Types.INT, Types.STRING), rows)));
    return tables;
  }

  private static List<Row> rows(StreamTableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
