package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits of the table's own, and those that the server tells of. */
class RateLimitFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  private static final int REQUESTS = 25;

  static Stream<Fault> faults() {
    return Stream.of(
        fault(
                "a limit of the server's that is used up",
                status(429)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "3600"),
                ok(1))
            .with("retry.max-wait", "20 ms")
            .rows(1L)
            .requests(2)
            .metric("retries", 1)
            .metric("failedPolls", 0)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the server answered with status 429 and no"
                    + " body; its rate limit is used up for 3600 s more; the next of 5 attempts is in"
                    + " 20 ms"),
        fault(
                "a limit of the server's that an answer uses up",
                ok(1)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "3600"),
                ok(2))
            .polls(2)
            .with("retry.max-wait", "20 ms")
            .rows(1L, 2L)
            .requests(2)
            .metric("retries", 0)
            .metric("failedPolls", 0));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }

  /** 40 a second, if each of the subtasks had the limit to itself, would be over in 0.6 s. */
  @Test
  void should_send_ten_requests_a_second_at_parallelism_four() throws Exception {
    BENCH.api().resetAll();
    BENCH.api().stubFor(WireMock.any(WireMock.anyUrl()).willReturn(ok(1)));
    StreamTableEnvironment tables = BENCH.environment(true, 4);
    tables.executeSql(
        fault("ten a second")
            .polls(REQUESTS)
            .with("scan.poll-interval", "1 ms")
            .with("schedule.misfire", "catch-up")
            .with("rate-limit.requests-per-second", "10")
            .table(BENCH.api().baseUrl()));

    List<Row> rows = new ArrayList<>();
    FaultBench.readToEnd(tables.executeSql("SELECT * FROM t"), rows);

    List<Instant> arrivals = arrivals();
    assertThat(rows).hasSize(REQUESTS);
    assertThat(arrivals).hasSize(REQUESTS);
    // The first may have been slow to arrive, so the others count: 23 intervals of 100 ms.
    assertThat(Duration.between(arrivals.get(1), arrivals.get(REQUESTS - 1)))
        .isGreaterThan(Duration.ofMillis(1_900));
  }

  /** A slow machine spreads the pages further, but never brings them closer together. */
  @Test
  void should_send_no_more_than_eleven_pages_in_any_second_at_parallelism_four() throws Exception {
    BENCH.api().resetAll();
    BENCH.api().stubFor(WireMock.any(WireMock.anyUrl()).willReturn(ok(1)));
    BENCH.api().stubFor(WireMock.get("/n?page=20").willReturn(ok()));
    StreamTableEnvironment tables = BENCH.environment(false, 4);
    tables.executeSql(
        Paged.paged("page-based")
            .with("rate-limit.requests-per-second", "10")
            .table(BENCH.api().baseUrl()));

    List<Row> rows = new ArrayList<>();
    FaultBench.readToEnd(tables.executeSql("SELECT * FROM t"), rows);

    List<Instant> arrivals = arrivals();
    assertThat(rows).hasSize(20);
    assertThat(arrivals).hasSize(21);
    for (int first = 0; first + 11 < arrivals.size(); first++) {
      // A second, less what the clocks of limiter and server may differ.
      assertThat(Duration.between(arrivals.get(first), arrivals.get(first + 11)))
          .as("from request %s to %s", first, first + 11)
          .isGreaterThan(Duration.ofMillis(950));
    }
  }

  private static List<Instant> arrivals() {
    return BENCH.api().getAllServeEvents().stream()
        .map(event -> event.getRequest().getLoggedDate().toInstant())
        .sorted()
        .toList();
  }
}
