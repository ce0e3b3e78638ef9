package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  private static final String ROWS = "SELECT fetch_id, n FROM polls;";

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
                """
                [{"n":1,"ts":"2026-11-20T12:00:00Z"},
                 {"n":2,"ts":"2026-11-20T12:00:01Z"},
                 {"n":3,"ts":"2026-11-20T12:00:02Z"}]
                """
                    .getBytes(StandardCharsets.UTF_8);
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
    String added = "SELECT n + 1 AS m FROM polls WHERE n > 3;";

    Outcome first = run(table + ROWS, "--rows", "4");
    Outcome second = run(table + ROWS + added, "--rows", "4", "--resume");

    assertThat(rows(first, second)).isEqualTo(rowsOfPolls(8));
  }

  @Test
  void should_go_on_with_one_request_stream_at_another_parallelism() throws Exception {
    String script = TABLE.formatted(server.getAddress().getPort(), "") + ROWS;

    Outcome one = run(script, "--rows", "4", "--parallelism", "1");
    Outcome three = run(script, "--rows", "4", "--parallelism", "3", "--resume");
    Outcome two = run(script, "--rows", "4", "--parallelism", "2", "--resume");

    assertThat(rows(one, three, two)).isEqualTo(rowsOfPolls(12));
  }

  private static List<String> rows(Outcome... runs) {
    for (Outcome run : runs) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    return Stream.of(runs)
        .flatMap(run -> run.lines().stream())
        .map(line -> line.replace("\"$query\":1,", ""))
        .toList();
  }

  /** The first rows of all polls one after the other. */
  private static List<String> rowsOfPolls(int count) {
    return IntStream.range(0, count)
        .mapToObj(row -> "{\"fetch_id\":%d,\"n\":%d}".formatted(row / 3 + 1, row % 3 + 1))
        .toList();
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
