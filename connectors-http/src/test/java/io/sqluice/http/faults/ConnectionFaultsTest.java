package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.raw;
import static io.sqluice.http.faults.Fault.fault;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that break, servers that dawdle, and answers that are no HTTP. */
class ConnectionFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  static Stream<Fault> faults() {
    return Stream.of(once(), forGood(), dawdling()).flatMap(topic -> topic);
  }

  private static Stream<Fault> once() {
    return Stream.of(
        once(
            "connection reset",
            breaking(CONNECTION_RESET_BY_PEER),
            "the connection broke: Connection reset (nothing had arrived)"),
        once(
            "empty reply",
            breaking(EMPTY_RESPONSE),
            "the server closed the connection before its answer was complete (nothing had"
                + " arrived)"),
        once(
            "malformed chunk",
            breaking(MALFORMED_RESPONSE_CHUNK),
            "the server closed the connection before its answer was complete (status 200 and 0"
                + " bytes of the body had arrived)"),
        once(
            "random bytes",
            breaking(RANDOM_DATA_THEN_CLOSE),
            "the server closed the connection before its answer was complete (nothing had"
                + " arrived)"));
  }

  private static ResponseDefinitionBuilder breaking(com.github.tomakehurst.wiremock.http.Fault by) {
    return aResponse().withFault(by);
  }

  private static Fault once(String name, ResponseDefinitionBuilder answer, String problem) {
    return fault(name + ", then 200", answer, ok(1))
        .rows(1L)
        .requests(2)
        .metric("requests", 2)
        .metric("retries", 1)
        .metric("responses2xx", 1)
        .metric("failedPolls", 0)
        .warns(
            "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: "
                + problem
                + "; the next of 5 attempts is in 7 ms");
  }

  private static Stream<Fault> forGood() {
    return Stream.of(
        failing(
            fault(
                "connection reset for good",
                connection -> {
                  connection.readHead();
                  connection.reset();
                }),
            "the connection broke: Connection reset (nothing had arrived)",
            "Look at the server and the network, or raise 'retry.max-attempts'."),
        failing(
            fault(
                "malformed chunk for good",
                raw(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"n\"\r\nxyz\r\n")),
            "the answer is not valid HTTP: Invalid character in chunk size (status 200 and 5 bytes of"
                + " the body had arrived)",
            "Check that 'url' leads to an HTTP server."),
        failing(
            fault("random bytes for good", raw("\u0007\u00fe\u0001\u0013?\r\n\r\n")),
            "the answer is not valid HTTP: Line Feed must be preceded by Carriage Return when"
                + " terminating HTTP start- and header field-lines (nothing had arrived)",
            "Check that 'url' leads to an HTTP server."),
        fault("no server at all", ok(1))
            .with("url", "http://127.0.0.1:1/n")
            .with("retry.max-attempts", "1")
            .requests(0)
            .metric("requests", 1)
            .metric("failedPolls", 1)
            .fails(
                "GET http://127.0.0.1:1/n failed after 1 attempt: there is no connection to"
                    + " http://127.0.0.1:1: Connection refused. Check the host name and port in"
                    + " 'url', and that the server is up."));
  }

  /** Each says all it has to say as soon as it is asked, so that no timeout cuts into that. */
  private static Stream<Fault> dawdling() {
    return Stream.of(
        failing(
            fault("a head that stops short", raw("HTTP/1.1 200 OK\r\nContent-Le"))
                .with("request.timeout", "1 s"),
            "there was no whole answer within 'request.timeout' = 1 s (nothing had arrived)",
            "Raise 'request.timeout', or ask for less at once."),
        failing(
            fault(
                    "a body that stops short",
                    raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"n\":1}"))
                .with("request.timeout", "3 s"),
            "there was no whole answer within 'request.timeout' = 3 s (status 200 and 8 bytes of"
                + " the body had arrived)",
            "Raise 'request.timeout', or ask for less at once."),
        failing(
            fault("no answer", raw("")).with("request.timeout", "1 s"),
            "there was no whole answer within 'request.timeout' = 1 s (nothing had arrived)",
            "Raise 'request.timeout', or ask for less at once."));
  }

  private static Fault failing(Fault fault, String problem, String advice) {
    return fault
        .with("retry.max-attempts", "1")
        .metric("requests", 1)
        .metric("retries", 0)
        .metric("responses2xx", 0)
        .metric("failedPolls", 1)
        .fails("GET {api}/n failed after 1 attempt: " + problem + ". " + advice);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
