package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.redirect;
import static io.sqluice.http.faults.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that send the table elsewhere. */
class RedirectFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  /** The server of the fault by another name, which makes it another origin. */
  private static final String ELSEWHERE = "http://127.0.0.1:{{request.port}}/moved";

  static Stream<Fault> faults() {
    return Stream.of(
        fault("redirect to the same origin", redirect(302, "/moved"), ok(1))
            .rows(1L)
            .requests("/n", "/moved")
            .metric("requests", 2)
            .metric("retries", 0)
            .metric("responses3xx", 1)
            .metric("responses2xx", 1)
            .metric("failedPolls", 0),
        fault("redirect to another origin", redirect(302, ELSEWHERE), ok(1))
            .requests("/n")
            .metric("requests", 1)
            .metric("retries", 0)
            .metric("responses3xx", 1)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 302 and a"
                    + " redirect to {api by number}, which 'redirects' = 'same-origin' does not"
                    + " follow. Put the new address into 'url', or set 'redirects' to 'all'."),
        fault("redirect where none is followed", redirect(301, "/moved"), ok(1))
            .with("redirects", "none")
            .requests("/n")
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 301 and a"
                    + " redirect to {api}, which 'redirects' = 'none' does not follow. Put the new"
                    + " address into 'url', or set 'redirects' to 'same-origin' or 'all'."),
        fault("redirect to itself", redirect(302, "/n"))
            .requests("/n")
            .metric("requests", 1)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: a redirect loop leads back to {api}/n. Put the"
                    + " final address into 'url'."),
        fault("redirect in circles", redirect(302, "/a"), redirect(302, "/b"), redirect(302, "/a"))
            .requests("/n", "/a", "/b")
            .metric("requests", 3)
            .metric("responses3xx", 3)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n (redirected to {api}/b) failed after 1 attempt: a redirect loop leads"
                    + " back to {api}/a. Put the final address into 'url'."),
        fault("redirect without an end", redirect(302, "{{request.path}}n"))
            .requests(11)
            .metric("requests", 11)
            .metric("responses3xx", 11)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n (redirected to {api}/nnnnnnnnnnn) failed after 1 attempt: there are"
                    + " more than 10 redirects. Put the final address into 'url'."),
        fault("redirect to no web address", redirect(302, "ftp://example.com/n"))
            .requests("/n")
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 302 and a"
                    + " redirect to 'ftp://example.com/n', which is not an http or https URL. Check"
                    + " 'url'."));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
