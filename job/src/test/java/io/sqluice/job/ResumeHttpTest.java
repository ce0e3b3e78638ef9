package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops and resumes scripts that poll: the polls of a table go on where they were. */
@Timeout(120)
class ResumeHttpTest {

  private static final String TABLE =
      """
      CREATE TABLE polls (
        n INT,
        ts TIMESTAMP_LTZ(3),
        fetch_id BIGINT METADATA FROM 'fetch-id',
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
      ) WITH (
        'connector' = 'http', 'url' = 'http://127.0.0.1:%d/', 'scan.poll-interval' = '50 ms' %s
      );
      """;

  @TempDir private Path directory;

  private HttpServer server;

  @BeforeEach
  void start_a_server() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body =
                "[{\"n\":1,\"ts\":\"2026-11-20T12:00:00Z\"}]".getBytes(StandardCharsets.UTF_8);
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

  @ParameterizedTest
  @ValueSource(strings = {"", ", 'scan.watermark.idle-timeout' = '1 min'"})
  void should_go_on_with_the_polls_of_a_table_when_a_query_is_added(String option)
      throws Exception {
    String table = TABLE.formatted(server.getAddress().getPort(), option);
    String query = "SELECT fetch_id, n FROM polls;";
    String added = "SELECT n + 1 AS m FROM polls WHERE n > 1;";

    Outcome first = run(table + query, "--rows", "3");
    Outcome second = run(table + query + added, "--rows", "3", "--resume");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    List<Long> numbers = new ArrayList<>();
    for (String line : Stream.of(first, second).flatMap(run -> run.lines().stream()).toList()) {
      JsonNode row = new ObjectMapper().readTree(line);
      numbers.add(row.get("fetch_id").longValue());
    }
    assertThat(numbers)
        .hasSizeGreaterThanOrEqualTo(6)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  private Outcome run(String script, String... more) throws Exception {
    Path file = Files.writeString(directory.resolve("script.sql"), script);
    Stream<String> arguments =
        Stream.of(
            "run",
            "--output",
            "json",
            "--checkpoint-dir",
            directory.resolve("state").toString(),
            file.toString());
    return execute(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }
}
