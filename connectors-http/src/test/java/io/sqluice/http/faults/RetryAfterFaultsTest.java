package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 429 with a Retry-After field. The wait that comes of it is in the warning: what the field says,
 * 20 ms where that is more than retry.max-wait, and the backoff of 7 ms where it says nothing.
 */
class RetryAfterFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  static Stream<Fault> faults() {
    return Stream.of(
        waits("without Retry-After", null, 7),
        waits("Retry-After: 0", "0", 0),
        waits("Retry-After as seconds", "1", 1000).with("retry.max-wait", "2 s"),
        waits("Retry-After as seconds beyond retry.max-wait", "3600", 20),
        waits("Retry-After as a number beyond any clock", "99999999999999999999999", 20),
        waits("Retry-After as a date", "Thu, 31 Dec 2099 23:59:59 GMT", 20),
        waits("Retry-After as a date of asctime", "Thu Dec 31 23:59:59 2099", 20),
        waits("Retry-After as a past date", "Fri, 31 Dec 1999 23:59:59 GMT", 0),
        waits("Retry-After as garbage", "soon", 7),
        waits("Retry-After below zero", "-5", 7),
        waits("Retry-After that is not respected", "3600", 7)
            .with("retry.respect-retry-after", "false"));
  }

  private static Fault waits(String name, String retryAfter, int millis) {
    return fault(
            "429, " + name,
            retryAfter == null ? status(429) : status(429).withHeader("Retry-After", retryAfter),
            ok(1))
        .with("retry.max-wait", "20 ms")
        .rows(1L)
        .requests(2)
        .metric("requests", 2)
        .metric("retries", 1)
        .metric("responses4xx", 1)
        .metric("responses2xx", 1)
        .metric("failedPolls", 0)
        .warns(
            "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the server answered with status 429 and no body;"
                + " the next of 5 attempts is in "
                + millis
                + " ms");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
