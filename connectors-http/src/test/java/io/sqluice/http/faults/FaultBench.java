package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.sqluice.http.testing.MeteredCluster;
import io.sqluice.http.testing.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tables meet faults and compares what comes of it. One server and cluster for all tests. */
final class FaultBench implements BeforeAllCallback {

  private WireMockServer api;
  private MeteredCluster cluster;

  /** The end of a job that read a table. */
  private record Ended(JobID job, List<Row> rows, @Nullable String failure) {}

  /** Closed by JUnit after the last test of the JVM. */
  private record Shared(WireMockServer api, MeteredCluster cluster) implements AutoCloseable {

    private static Shared start() {
      WireMockServer api = new WireMockServer(wireMockConfig().dynamicPort().gzipDisabled(true));
      api.start();
      MeteredCluster cluster = new MeteredCluster();
      try {
        cluster.start();
      } catch (Exception failed) {
        throw new IllegalStateException("The cluster does not start.", failed);
      }
      return new Shared(api, cluster);
    }

    @Override
    public void close() throws Exception {
      cluster.close();
      api.stop();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(FaultBench.class))
            .getOrComputeIfAbsent(Shared.class, type -> Shared.start(), Shared.class);
    api = shared.api();
    cluster = shared.cluster();
  }

  /** Runs a table into a fault and asserts the outcome. */
  void check(Fault fault) throws Exception {
    try (FaultyServer server = FaultyServer.of(fault.behaviour(), api);
        Warnings warnings = new Warnings()) {
      Ended ended = read(fault, server.url());
      List<String> asked = server.asked();
      Map<String, Long> metrics = cluster.tableMetrics(ended.job());
      metrics.keySet().retainAll(fault.metrics().keySet());

      SoftAssertions outcome = new SoftAssertions();
      outcome.assertThat(ended.rows()).as("rows").isEqualTo(fault.rows());
      outcome.assertThat(asked).as("requests").hasSize(fault.requests());
      if (fault.targets() != null) {
        outcome.assertThat(asked).as("targets").isEqualTo(fault.targets());
      }
      outcome.assertThat(metrics).as("metrics").isEqualTo(fault.metrics());
      outcome
          .assertThat(warnings.messages())
          .as("warnings")
          .extracting(message -> general(message, server))
          .isEqualTo(fault.warnings());
      outcome
          .assertThat(ended.failure() == null ? null : general(ended.failure(), server))
          .as("failure")
          .isEqualTo(fault.failure());
      outcome.assertAll();
    }
  }

  /** The server that answers, for tests of several tables; it knows nothing after a fault. */
  WireMockServer api() {
    return api;
  }

  private Ended read(Fault fault, String url) throws Exception {
    StreamTableEnvironment tables = environment(fault.isStreaming(), 1);
    tables.executeSql(fault.table(url));
    TableResult result = tables.executeSql("SELECT * FROM t");
    JobID job = result.getJobClient().orElseThrow().getJobID();
    List<Row> rows = new ArrayList<>();
    try {
      readToEnd(result, rows);
      return new Ended(job, rows, null);
    } catch (RuntimeException failed) {
      return new Ended(job, rows, innermost(failed));
    }
  }

  /** Waits for the end of a query's job; its await() waits for the first row only. */
  static void readToEnd(TableResult result, List<Row> rows) throws Exception {
    try (CloseableIterator<Row> read = result.collect()) {
      read.forEachRemaining(rows::add);
    }
  }

  /** Tables of the cluster. */
  StreamTableEnvironment environment(boolean streaming, int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    TestStreamEnvironment environment =
        new TestStreamEnvironment(cluster, configuration, parallelism, List.of(), List.of());
    return StreamTableEnvironment.create(
        environment,
        streaming ? EnvironmentSettings.inStreamingMode() : EnvironmentSettings.inBatchMode());
  }

  private static String innermost(Throwable failed) {
    Throwable inner = failed;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage();
  }

  /** A message without what differs from run to run. */
  private static String general(String message, FaultyServer server) {
    return message
        .replace(server.url(), "{api}")
        .replace(server.url().replace("localhost", "127.0.0.1"), "{api by number}")
        .replaceAll("trigger time [-0-9T:.]+Z", "trigger time {time}");
  }
}
