package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Fault.abandonedPoll;
import static io.sqluice.http.faults.Fault.failedPoll;
import static io.sqluice.http.faults.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers whose status code says that something is wrong. */
class StatusFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  static Stream<Fault> faults() {
    return Stream.of(
        fault("503, 503, 200", status(503), status(503), ok(1))
            .rows(1L)
            .requests(3)
            .metric("requests", 3)
            .metric("retries", 2)
            .metric("responses5xx", 2)
            .metric("responses2xx", 1)
            .metric("failedPolls", 0)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the server answered with status 503 and no"
                    + " body; the next of 5 attempts is in 7 ms",
                "Table default_catalog.default_database.t: GET {api}/n failed after 2 attempts: the server answered with status 503 and no"
                    + " body; the next of 5 attempts is in 14 ms"),
        fault("503 for good", status(503))
            .with("retry.max-attempts", "2")
            .requests(2)
            .metric("requests", 2)
            .metric("retries", 1)
            .metric("responses5xx", 2)
            .metric("failedPolls", 1)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the server answered with status 503 and no"
                    + " body; the next of 2 attempts is in 7 ms")
            .fails(
                "GET {api}/n failed after 2 attempts: the server answered with status 503 and no"
                    + " body. Look at the server, or raise 'retry.max-attempts' (now 2)."),
        fault("503 for a whole poll of a streaming job", status(503), status(503), ok(2))
            .polls(2)
            .with("retry.max-attempts", "2")
            .rows(2L)
            .requests(3)
            .metric("polls", 2)
            .metric("failedPolls", 1)
            .metric("consecutiveFailures", 0)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the server answered with status 503 and no"
                    + " body; the next of 2 attempts is in 7 ms",
                abandonedPoll(
                    1,
                    0,
                    "GET {api}/n failed after 2 attempts: the server answered with status 503 and"
                        + " no body. Look at the server, or raise 'retry.max-attempts' (now 2).")),
        fault("400 at every poll of a streaming job", aResponse().withStatus(400).withBody("no"))
            .polls(9)
            .with("scan.max-consecutive-failures", "2")
            .requests(2)
            .metric("retries", 0)
            .metric("responses4xx", 2)
            .metric("failedPolls", 2)
            .metric("consecutiveFailures", 2)
            .warns(
                abandonedPoll(
                    1,
                    0,
                    "GET {api}/n failed after 1 attempt: the server answered with status 400 and the"
                        + " body \"no\". Check the request, or add the code to 'ignored-codes' (no"
                        + " rows), 'retry-codes' or 'success-codes'."))
            .failsWith(
                failedPoll(
                    2,
                    0,
                    "GET {api}/n failed after 1 attempt: the server answered with status 400 and the"
                        + " body \"no\". Check the request, or add the code to 'ignored-codes' (no"
                        + " rows), 'retry-codes' or 'success-codes'. It was failure number 2 in a"
                        + " row, and 'scan.max-consecutive-failures' allows no more.")),
        fault("501, which another attempt does not mend", status(501))
            .requests(1)
            .metric("retries", 0)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 501 and no"
                    + " body. Check the request, or add the code to 'ignored-codes' (no rows),"
                    + " 'retry-codes' or 'success-codes'."),
        fault("404 in a streaming job", aResponse().withStatus(404).withBody("gone"))
            .polls(9)
            .requests(1)
            .metric("responses4xx", 1)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 404 and the"
                    + " body \"gone\". Check the path in 'url', or add the code to 'ignored-codes'"
                    + " (no rows), 'retry-codes' or 'success-codes'."),
        fault("404 where it means that there is nothing", status(404), ok(2))
            .polls(2)
            .with("ignored-codes", "404")
            .rows(2L)
            .requests(2)
            .metric("responses4xx", 1)
            .metric("failedPolls", 0),
        fault("401", status(401))
            .polls(9)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 401 and no"
                    + " body. Check auth.* or the credentials in the headers or parameters, or add the code to"
                    + " 'ignored-codes' (no rows), 'retry-codes' or 'success-codes'."),
        fault("304 to an ETag", ok(1).withHeader("ETag", "\"v1\""), status(304), ok(3))
            .polls(3)
            .rows(1L, 3L)
            .requests(3)
            .metric("responses3xx", 1)
            .metric("failedPolls", 0),
        fault("304 that nobody asked for", status(304))
            .metric("responses3xx", 1)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 304 and no"
                    + " body. Check the request, or add the code to 'ignored-codes' (no rows),"
                    + " 'retry-codes' or 'success-codes'."),
        fault("204", status(204)).metric("responses2xx", 1).metric("failedPolls", 0));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
