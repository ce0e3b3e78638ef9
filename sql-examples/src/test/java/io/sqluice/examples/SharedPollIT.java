package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs many queries of one http table through the launcher: they share its polls. */
class SharedPollIT {

  /** The first start may have to make an archive. */
  private static final long TIME_LIMIT_SECONDS = 120;

  private static final String ANSWER =
      """
      [{"symbol": "BTC", "price": 100, "volume": 7},
       {"symbol": "ETH", "price": 40, "volume": 9},
       {"symbol": "KCS", "price": 1, "volume": 50}]
      """;

  private static final String SCRIPT =
      """
      CREATE TABLE tickers (
        symbol STRING,
        price INT,
        volume INT,
        turnover AS price * volume,
        fetch_id BIGINT METADATA FROM 'fetch-id'
      ) WITH (
        'connector' = 'http',
        'url' = 'http://127.0.0.1:%d/tickers',
        'scan.poll-interval' = '200 ms',
        'scan.bounded.max-polls' = '3',
        'scan.conditional-requests' = 'false'
      );
      CREATE VIEW cheap AS SELECT symbol, volume FROM tickers WHERE price < 50;

      SELECT symbol FROM tickers;
      SELECT price, volume FROM tickers WHERE volume > 8;
      SELECT symbol, turnover FROM tickers WHERE symbol <> 'KCS';
      SELECT fetch_id, symbol FROM tickers WHERE price = 100;
      SELECT volume, symbol FROM cheap;
      SELECT price AS n FROM tickers WHERE symbol = 'ETH' UNION ALL SELECT volume FROM cheap;
      SELECT a.symbol, b.volume FROM tickers a JOIN tickers b
        ON a.fetch_id = b.fetch_id AND a.symbol = b.symbol WHERE a.price < 50;
      SELECT volume FROM tickers LIMIT 9;
      """;

  private static final List<List<String>> ROWS_OF_A_POLL =
      List.of(
          List.of("{\"symbol\":\"BTC\"}", "{\"symbol\":\"ETH\"}", "{\"symbol\":\"KCS\"}"),
          List.of("{\"price\":40,\"volume\":9}", "{\"price\":1,\"volume\":50}"),
          List.of("{\"symbol\":\"BTC\",\"turnover\":700}", "{\"symbol\":\"ETH\",\"turnover\":360}"),
          List.of("{\"fetch_id\":%d,\"symbol\":\"BTC\"}"),
          List.of("{\"volume\":9,\"symbol\":\"ETH\"}", "{\"volume\":50,\"symbol\":\"KCS\"}"),
          List.of("{\"n\":40}", "{\"n\":9}", "{\"n\":50}"),
          List.of("{\"symbol\":\"ETH\",\"volume\":9}", "{\"symbol\":\"KCS\",\"volume\":50}"),
          List.of("{\"volume\":7}", "{\"volume\":9}", "{\"volume\":50}"));

  private final AtomicInteger requests = new AtomicInteger();

  @TempDir private Path folder;

  private HttpServer server;

  @BeforeEach
  void start_a_server_that_counts() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop_the_server() {
    server.stop(0);
  }

  @Test
  void should_poll_once_for_all_queries_of_a_table() throws Exception {
    // given
    Path script =
        Files.writeString(
            folder.resolve("script.sql"), SCRIPT.formatted(server.getAddress().getPort()));
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    ProcessBuilder launch =
        new ProcessBuilder(
                LauncherFixture.launcher().toString(), "run", "--output", "json", script.toString())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    // Maven is running: the jar has to be there by now.
    launch.environment().put("SQLUICE_NO_BUILD", "1");

    // when
    Process process = launch.start();
    boolean ended = process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();

    // then
    String errors = Files.readString(stderr);
    assertThat(ended).as("ends within %d s: %s", TIME_LIMIT_SECONDS, errors).isTrue();
    assertThat(process.exitValue()).as("the exit code: %s", errors).isZero();
    assertThat(rowsOfQueries(Files.readAllLines(stdout))).isEqualTo(rowsOfThreePolls());
    assertThat(requests).hasValue(3);
  }

  /** The rows of each query, in the order of the text, because queries print as they come. */
  private static Map<Integer, List<String>> rowsOfQueries(List<String> lines) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Map<Integer, List<String>> rows = new TreeMap<>();
    for (String line : lines) {
      ObjectNode row = (ObjectNode) mapper.readTree(line);
      JsonNode query = row.remove("$query");
      rows.computeIfAbsent(query.intValue(), number -> new ArrayList<>()).add(row.toString());
    }
    rows.values().forEach(Collections::sort);
    return rows;
  }

  private static Map<Integer, List<String>> rowsOfThreePolls() {
    Map<Integer, List<String>> rows = new TreeMap<>();
    for (int query = 1; query <= ROWS_OF_A_POLL.size(); query++) {
      List<String> ofQuery = new ArrayList<>();
      for (int poll = 1; poll <= 3; poll++) {
        for (String row : ROWS_OF_A_POLL.get(query - 1)) {
          ofQuery.add(row.formatted(poll));
        }
      }
      Collections.sort(ofQuery);
      rows.put(query, ofQuery);
    }
    return rows;
  }
}
