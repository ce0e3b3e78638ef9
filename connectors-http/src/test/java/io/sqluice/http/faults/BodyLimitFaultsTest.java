package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Fault.fault;

import io.sqluice.http.client.RawServer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies beyond response.max-size. */
class BodyLimitFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  static Stream<Fault> faults() {
    return Stream.of(
        fault("a body at the limit", json("[" + " ".repeat(1022) + "]"))
            .with("response.max-size", "1 kb")
            .metric("bytesReceived", 1024)
            .metric("failedPolls", 0),
        fault("a body over the limit in chunks", json("[" + " ".repeat(1023) + "]"))
            .with("response.max-size", "1 kb")
            .requests(1)
            .metric("retries", 0)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the body of the answer is larger than"
                    + " 'response.max-size' = 1024 bytes: more than 1024 bytes of it have arrived."
                    + " Raise 'response.max-size', or ask for less at once."),
        fault("10 GB announced, and sent without an end", endless("Content-Length: 10000000000"))
            .with("response.max-size", "64 kb")
            .requests(1)
            .metric("retries", 0)
            .metric("bytesReceived", 0)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the body of the answer is larger than"
                    + " 'response.max-size' = 65536 bytes: its Content-Length is 10000000000 bytes."
                    + " Raise 'response.max-size', or ask for less at once."),
        fault("a body without Content-Length and without an end", endless("Connection: close"))
            .with("response.max-size", "64 kb")
            .requests(1)
            .metric("retries", 0)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the body of the answer is larger than"
                    + " 'response.max-size' = 65536 bytes: more than 65536 bytes of it have arrived."
                    + " Raise 'response.max-size', or ask for less at once."));
  }

  /** Sends until the client hangs up. */
  static RawServer.Script endless(String field) {
    return connection -> {
      connection.readHead();
      connection.write("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n[");
      byte[] spaces = " ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
      while (true) {
        connection.write(spaces);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
