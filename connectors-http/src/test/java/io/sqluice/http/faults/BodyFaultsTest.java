package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.sqluice.http.faults.Answers.bytes;
import static io.sqluice.http.faults.Answers.encoded;
import static io.sqluice.http.faults.Answers.gzipped;
import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Fault.abandonedPoll;
import static io.sqluice.http.faults.Fault.fault;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are not what their header says, or not what the table reads. */
class BodyFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  private static final byte[] ONE = "[{\"n\":1}]".getBytes(UTF_8);

  private static final String CUT =
      "the body is not JSON (line 1, column 15): Unexpected end-of-input within/between Object"
          + " entries; it starts with \"[{\\\"n\\\":1},{\\\"n\\\":\"; it ends inside the value, so the"
          + " answer may have been cut";

  static Stream<Fault> faults() {
    return Stream.of(encodings(), documents()).flatMap(topic -> topic);
  }

  private static Stream<Fault> encodings() {
    byte[] spaces = new byte[1_000_000];
    Arrays.fill(spaces, (byte) ' ');
    return Stream.of(
        fault("gzip", encoded("gzip", gzipped(ONE)))
            .rows(1L)
            .metric("bytesReceived", gzipped(ONE).length)
            .metric("failedPolls", 0),
        fault("plain text that is declared as gzip, then right", encoded("gzip", ONE), ok(1))
            .rows(1L)
            .requests(2)
            .metric("retries", 1)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the body of the answer (9 bytes) is not valid"
                    + " gzip; the next of 5 attempts is in 7 ms"),
        fault("plain text that is declared as gzip, for good", encoded("gzip", ONE))
            .with("retry.max-attempts", "1")
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the body of the answer (9 bytes) is not valid"
                    + " gzip. Set 'compression' to 'none' if this stays so."),
        fault("gzip that is not declared", bytes("application/json", gzipped(ONE)))
            .metric("failedPolls", 1)
            .fails(
                "the body is not JSON (line 1, column 2): Illegal character ((CTRL-CHAR, code 31)):"
                    + " only regular white space (\\r, \\n, \\t) is allowed between tokens; it starts"
                    + " with "
                    + TextNode.valueOf(new String(gzipped(ONE), UTF_8))
                    + "; check that the URL answers with JSON, or set the option 'format'"),
        fault("gzip bomb", encoded("gzip", gzipped(spaces)))
            .with("response.max-size", "64 kb")
            .metric("retries", 0)
            .metric("bytesReceived", gzipped(spaces).length)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the body of the answer is larger than"
                    + " 'response.max-size' = 65536 bytes: its 1004 bytes of gzip decode to more."
                    + " Raise 'response.max-size', or ask for less at once."));
  }

  private static Stream<Fault> documents() {
    return Stream.of(
        fault("truncated JSON", json("[{\"n\":1},{\"n\":")).metric("failedPolls", 1).fails(CUT),
        fault("truncated JSON, then whole", json("[{\"n\":1},{\"n\":"), ok(1, 2))
            .polls(2)
            .rows(1L, 2L)
            .requests(2)
            .metric("failedPolls", 1)
            .metric("recordsEmitted", 2)
            .warns(abandonedPoll(1, 0, CUT)),
        fault(
                "200 with an HTML page",
                aResponse()
                    .withHeader("Content-Type", "text/html")
                    .withBody("<!DOCTYPE html><html><body>Please log in</body></html>"))
            .metric("failedPolls", 1)
            .fails(
                "the body is not JSON (line 1, column 1): Unexpected character ('<' (code 60)):"
                    + " expected a valid value (JSON String, Number, Array, Object or token 'null',"
                    + " 'true' or 'false'); it starts with \"<!DOCTYPE html><html><body>Please log"
                    + " in</body></html>\" and looks like HTML, such as a login or an error page;"
                    + " check the option 'url'"),
        fault("200 without a body", aResponse().withStatus(200)).metric("failedPolls", 0),
        fault("a value that does not fit", json("[{\"n\":1},{\"n\":\"many\"}]"))
            .polls(9)
            .metric("failedPolls", 1)
            .metric("decodeErrors", 1)
            .fails(
                "row 2, field 'n' (BIGINT): found \"many\", expected an integer; convert it in jq, or"
                    + " declare the column as STRING"),
        fault("a value that does not fit and is skipped", json("[{\"n\":1},{\"n\":\"many\"}]"))
            .with("decode.error-policy", "skip")
            .rows(1L)
            .metric("failedPolls", 0)
            .metric("decodeErrors", 1)
            .warns(
                "Poll 1 of table default_catalog.default_database.t, page 0: 1 record did not"
                    + " become a row and was skipped ('decode.error-policy' = 'skip'); the"
                    + " first is row 2, field 'n' (BIGINT): found \"many\", expected an integer; convert it in jq,"
                    + " or declare the column as STRING. Later pages of this poll are counted only"
                    + " (metric decodeErrors)."),
        fault("a value that does not fit and is emitted", json("[{\"n\":1},{\"n\":\"many\"}]"))
            .with("decode.error-policy", "emit")
            .rows(1L, null)
            .metric("failedPolls", 0)
            .metric("decodeErrors", 1)
            .warns(
                "Poll 1 of table default_catalog.default_database.t, page 0: 1 record did not"
                    + " become a row and is a row of NULLs ('decode.error-policy' = 'emit'); the"
                    + " first is row 2, field 'n' (BIGINT): found \"many\", expected an integer; convert it in jq,"
                    + " or declare the column as STRING. Later pages of this poll are counted only"
                    + " (metric decodeErrors)."));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
