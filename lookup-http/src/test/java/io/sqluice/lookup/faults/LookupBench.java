package io.sqluice.lookup.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.sqluice.http.testing.MeteredCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Joins the table i of a test with its table o, which asks an API. One server and cluster for all
 * tests; the server knows nothing when a test starts.
 */
final class LookupBench implements BeforeAllCallback, BeforeEachCallback {

  /** Room for the URL of a key of 64 KB each character of which is encoded. */
  private static final int LONGEST_HEAD = 400_000;

  private WireMockServer api;
  private MeteredCluster cluster;

  /** Closed by JUnit after the last test of the JVM. */
  private record Shared(WireMockServer api, MeteredCluster cluster) implements AutoCloseable {

    private static Shared start() {
      WireMockServer api =
          new WireMockServer(
              wireMockConfig()
                  .dynamicPort()
                  .gzipDisabled(true)
                  .jettyHeaderRequestSize(LONGEST_HEAD));
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
            .getStore(ExtensionContext.Namespace.create(LookupBench.class))
            .getOrComputeIfAbsent(Shared.class, type -> Shared.start(), Shared.class);
    api = shared.api();
    cluster = shared.cluster();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    api.resetAll();
  }

  WireMockServer api() {
    return api;
  }

  /** Has the API answer any request with this JSON. */
  void answer(String json) {
    api.stubFor(any(anyUrl()).willReturn(ok(json)));
  }

  /** Has the API answer the request for a key. */
  void answer(String key, ResponseDefinitionBuilder response) {
    api.stubFor(any(urlPathEqualTo("/o")).withQueryParam("k", equalTo(key)).willReturn(response));
  }

  static ResponseDefinitionBuilder ok(String json) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(json);
  }

  static ResponseDefinitionBuilder status(int code) {
    return aResponse().withStatus(code);
  }

  /** What the API was asked, in order of arrival. */
  List<LoggedRequest> requests() {
    List<ServeEvent> events = new ArrayList<>(api.getAllServeEvents());
    Collections.reverse(events);
    return events.stream().map(ServeEvent::getRequest).toList();
  }

  /** The targets of what the API was asked, sorted: several may be asked at once. */
  List<String> targets() {
    return requests().stream().map(LoggedRequest::getUrl).sorted().toList();
  }

  /** Tables of the cluster. */
  StreamTableEnvironment streaming(int parallelism) {
    return environment(EnvironmentSettings.inStreamingMode(), parallelism);
  }

  StreamTableEnvironment batch() {
    return environment(EnvironmentSettings.inBatchMode(), 1);
  }

  private StreamTableEnvironment environment(EnvironmentSettings settings, int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamTableEnvironment.create(
        new TestStreamEnvironment(cluster, configuration, parallelism, List.of(), List.of()),
        settings);
  }

  /** Creates the table i, whose rows also have the time now, at which they are looked up. */
  static void input(StreamTableEnvironment tables, String columns, Row... rows) {
    tables.createTemporaryView(
        "given", tables.fromValues(DataTypes.of("ROW<" + columns + ">"), (Object[]) rows));
    tables.executeSql("CREATE TEMPORARY VIEW i AS SELECT *, PROCTIME() AS now FROM given");
  }

  /**
   * Creates the table o, which asks {api}/o?k=$k unless its options say otherwise.
   *
   * @param options names and values in turn; {@code {api}} is the server's address
   */
  void lookup(StreamTableEnvironment tables, String columns, String... options) {
    Map<String, String> all = new TreeMap<>();
    all.put("connector", "lookup-http");
    all.put("url", "{api}/o?k=$k");
    all.put("retry.initial-backoff", "7 ms");
    all.put("retry.jitter", "0");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    StringBuilder ddl = new StringBuilder("CREATE TEMPORARY TABLE o (" + columns + ") WITH (");
    String separator = "";
    for (Map.Entry<String, String> option : all.entrySet()) {
      String value = option.getValue().replace("{api}", api.baseUrl()).replace("'", "''");
      ddl.append(separator + "'" + option.getKey() + "' = '" + value + "'");
      separator = ", ";
    }
    tables.executeSql(ddl.append(')').toString());
  }

  /** Starts a query and reads it in the background. */
  RunningJoin start(StreamTableEnvironment tables, String query) {
    return RunningJoin.start(tables.executeSql(query), cluster);
  }

  /** Reads a query to its end. */
  Ended run(StreamTableEnvironment tables, String query) throws Exception {
    return start(tables, query).end();
  }

  /** A message without the server's address, which differs from run to run. */
  @Nullable
  String general(@Nullable String message) {
    return message == null ? null : message.replace(api.baseUrl(), "{api}");
  }
}
