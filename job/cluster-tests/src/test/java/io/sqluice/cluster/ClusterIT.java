package io.sqluice.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's example, a lookup join and our functions on a cluster of its own: typed into Flink's
 * SQL client with nothing but the jar in lib/, and as the program of {@code flink run}.
 */
@Timeout(300)
class ClusterIT {

  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private static final String NO_CANDLES = "{\"data\": []}";
  private static final Map<String, String> CANDLES =
      Map.of(
          "type=1min&symbol=BTC-USDT",
          "{\"data\": [[\"1602832080\", \"11328.5\"], [\"1602832020\", \"11327.25\"]]}");

  @TempDir private Path workDir;
  private HttpServer api;

  @BeforeEach
  void startApi() throws IOException {
    byte[] tickers = Files.readAllBytes(RESOURCES.resolve("tickers.json"));
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/api/v1/market/allTickers", query -> tickers);
    answer(
        "/api/v1/market/candles", query -> CANDLES.getOrDefault(query, NO_CANDLES).getBytes(UTF_8));
    api.start();
  }

  private void answer(String path, Function<String, byte[]> body) {
    api.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] bytes = body.apply(exchange.getRequestURI().getQuery());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  @AfterEach
  void stopApi() {
    api.stop(0);
  }

  @Test
  void should_run_the_example_in_the_sql_client_of_a_cluster_with_the_jar_in_lib()
      throws Exception {
    // given
    FlinkDistribution distribution = FlinkDistribution.inFolder(workDir);
    Path output = workDir.resolve("output");
    Path script = writeScript(output);

    // when
    List<String> printed;
    try (FlinkCluster cluster = FlinkCluster.start(distribution)) {
      printed = runSqlClient(distribution, cluster, script);
    }

    // then
    String text = String.join("\n", printed);
    assertThat(printed).as(text).noneMatch(line -> line.contains("[ERROR]"));
    assertThat(tableRows(printed))
        .as(text)
        .containsExactly(
            List.of("symbol", "symbolName", "buy", "sell"),
            List.of("BTC-USDT", "BTC-USDT", "11328.9", "11329.0"),
            List.of("ETH-USDT", "ETH-USDT", "371.25", "371.5"),
            List.of("op", "symbol", "buy"),
            List.of("+I", "BTC-USDT", "11328.9"),
            List.of("+I", "ETH-USDT", "371.25"));
    assertWritten(output);
  }

  @Test
  void should_run_a_script_as_the_program_of_flink_run() throws Exception {
    // given
    FlinkDistribution distribution = FlinkDistribution.inFolder(workDir);
    Path output = workDir.resolve("output");
    Path script = writeScript(output);
    // In our scripts settings come before the first query.
    String oneMode =
        Files.readString(script, UTF_8).split("SET 'execution.runtime-mode' = 'streaming'")[0];
    Files.writeString(script, oneMode);

    // when
    try (FlinkCluster cluster = FlinkCluster.start(distribution);
        JvmProcess flink =
            distribution.startFlinkCommand(
                cluster.clientConfiguration(),
                List.of(
                    "run",
                    distribution.ourJar().toString(),
                    "run",
                    "--output",
                    "json",
                    script.toString()))) {
      int exitCode = flink.awaitExit(Duration.ofMinutes(3));

      // then
      String text = String.join("\n", flink.output());
      assertThat(exitCode).as(text).isZero();
      assertThat(flink.output())
          .as(text)
          .contains(
              "{\"symbol\":\"BTC-USDT\",\"symbolName\":\"BTC-USDT\",\"buy\":11328.9,\"sell\":11329.0}");
    }
    assertWritten(output);
  }

  private static void assertWritten(Path output) throws IOException {
    assertThat(linesOfFilesIn(output.resolve("spreads")))
        .containsExactlyInAnyOrder("BTC-USDT,0.1", "ETH-USDT,0.25");
    assertThat(linesOfFilesIn(output.resolve("opens")))
        .containsExactlyInAnyOrder("BTC-USDT,11328.5", "BTC-USDT,11327.25", "ETH-USDT,");
    assertThat(linesOfFilesIn(output.resolve("totals"))).containsExactly("o-1,A,7");
  }

  private Path writeScript(Path output) throws IOException {
    String address = "http://localhost:" + api.getAddress().getPort();
    String script =
        Files.readString(RESOURCES.resolve("tickers.sql"), UTF_8)
            .replace("${api}", address)
            .replace("${output}", output.toUri().toString());
    return Files.writeString(workDir.resolve("script.sql"), script);
  }

  private List<String> runSqlClient(
      FlinkDistribution distribution, FlinkCluster cluster, Path script) throws Exception {
    List<String> arguments =
        List.of("--file", script.toString(), "--history", workDir.resolve("history").toString());
    try (JvmProcess client =
        distribution.start(
            "sql-client",
            "org.apache.flink.table.client.SqlClient",
            cluster.clientConfiguration(),
            arguments)) {
      int exitCode = client.awaitExit(Duration.ofMinutes(3));
      assertThat(exitCode).as(String.join("\n", client.output())).isZero();
      return client.output();
    }
  }

  /** The cells of the tables that the client drew, the headings among them. */
  private static List<List<String>> tableRows(List<String> printed) {
    return printed.stream()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(1, line.length() - 1).split("\\|"))
        .map(cells -> Arrays.stream(cells).map(String::trim).toList())
        .toList();
  }

  private static List<String> linesOfFilesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(ClusterIT::linesOf).toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
