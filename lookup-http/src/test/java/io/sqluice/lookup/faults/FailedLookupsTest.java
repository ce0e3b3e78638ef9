package io.sqluice.lookup.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.sqluice.lookup.faults.LookupBench.input;
import static io.sqluice.lookup.faults.LookupBench.ok;
import static io.sqluice.lookup.faults.LookupBench.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.sqluice.http.testing.Warnings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are none, and what 'lookup.error-policy' makes of them. */
@Timeout(120)
class FailedLookupsTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String TABLE = "Table default_catalog.default_database.o: ";

  private static final String JOIN =
      "SELECT i.n, o.`$k`, o.v, o.error, o.code, o.headers['x-why'][1] AS why"
          + " FROM i LEFT JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`";

  /**
   * A failure.
   *
   * @param answers one after another; the last one again and again
   * @param code the status code of the last response; null for none
   * @param why the header field X-Why of that response
   * @param error what the connector says of it
   */
  record Failure(
      String name,
      List<ResponseDefinitionBuilder> answers,
      Map<String, String> options,
      int requests,
      Integer code,
      String why,
      String error) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failure> failures() {
    return Stream.of(
        new Failure(
            "retries used up",
            List.of(
                status(503).withHeader("X-Why", "first"), status(503).withHeader("X-Why", "last")),
            Map.of("retry.max-attempts", "2"),
            2,
            503,
            "last",
            "GET {api}/o?k=a failed after 2 attempts: the server answered with status 503 and"
                + " no body. Look at the server, or raise 'retry.max-attempts' (now 2)."),
        new Failure(
            "404 where it is a failure",
            List.of(status(404).withHeader("X-Why", "gone").withBody("who?")),
            Map.of("ignored-codes", "410"),
            1,
            404,
            "gone",
            "GET {api}/o?k=a failed after 1 attempt: the server answered with status 404 and"
                + " the body \"who?\". Check the path in 'url', or add the code to 'ignored-codes'"
                + " (no rows), 'retry-codes' or 'success-codes'."),
        new Failure(
            "a hang-up",
            List.of(aResponse().withFault(Fault.EMPTY_RESPONSE)),
            Map.of("retry.max-attempts", "1"),
            1,
            null,
            null,
            "GET {api}/o?k=a failed after 1 attempt: the server closed the connection before its answer was complete (nothing had arrived). Look at the server, or raise 'retry.max-attempts'."),
        new Failure(
            "a body that is not JSON",
            List.of(ok("<html>").withHeader("X-Why", "page")),
            Map.of(),
            1,
            200,
            "page",
            "GET {api}/o?k=a has an answer that cannot be read: the body is not JSON (line 1, column 1): Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false'); it starts with \"<html>\" and looks like HTML, such as a login or an error page; check the option 'url'."),
        new Failure(
            "a record that does not fit",
            List.of(ok("{\"v\":\"many\"}")),
            Map.of(),
            1,
            200,
            null,
            "GET {api}/o?k=a has an answer that cannot be read: row 1, field 'v' (INT): found \"many\", expected an integer; convert it in jq, or declare the column as STRING."),
        new Failure(
            "an error in a 200",
            List.of(ok("{\"msg\":\"no such symbol\"}").withHeader("X-Why", "app")),
            Map.of("error.jq", ".msg"),
            1,
            200,
            "app",
            "GET {api}/o?k=a failed after 1 attempt: the answer with status 200 is an error: no such symbol. Check the request, or the options 'error.jq' and 'retry.jq'."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void should_fail_the_job_by_default(Failure failure) throws Exception {
    // given
    StreamTableEnvironment tables = tables(failure, Map.of());

    // when
    Ended ended = BENCH.run(tables, JOIN);

    // then
    assertThat(BENCH.general(ended.failure())).isEqualTo(TABLE + failure.error());
    assertThat(BENCH.requests()).hasSize(failure.requests());
    assertThat(ended.metric("failedLookups")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void should_say_why_in_metadata_columns(Failure failure) throws Exception {
    // given
    StreamTableEnvironment tables = tables(failure, Map.of("lookup.error-policy", "emit"));

    // when
    Ended ended = BENCH.run(tables, JOIN);

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).hasSize(1);
    Row row = ended.rows().get(0);
    row.setField("error", BENCH.general((String) row.getField("error")));
    assertThat(row)
        .isEqualTo(
            Row.ofKind(
                row.getKind(), 1, "a", null, failure.error(), failure.code(), failure.why()));
    assertThat(BENCH.requests()).hasSize(failure.requests());
    assertThat(ended.metric("failedLookups")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void should_go_on_with_nulls_and_a_warning(Failure failure) throws Exception {
    try (Warnings warnings = new Warnings()) {
      // given
      StreamTableEnvironment tables = tables(failure, Map.of("lookup.error-policy", "null"));

      // when
      Ended ended = BENCH.run(tables, JOIN);

      // then
      assertThat(ended.failure()).isNull();
      assertThat(ended.rows())
          .containsExactly(Row.of(1, "a", null, null, failure.code(), failure.why()));
      assertThat(warnings.messages())
          .last()
          .extracting(BENCH::general)
          .isEqualTo(
              TABLE
                  + "a lookup failed and its row has NULLs ('lookup.error-policy'): "
                  + failure.error()
                  + " For a minute, more of them are only counted (metric failedLookups)");
      assertThat(ended.metric("failedLookups")).isEqualTo(1);
    }
  }

  @Test
  void should_try_again_until_it_succeeds() throws Exception {
    // given
    StreamTableEnvironment tables =
        tables(
            List.of(
                status(503), status(503), ok("[{\"v\":1},{\"v\":2}]").withHeader("X-Why", "fine")),
            Map.of("lookup.error-policy", "emit"));

    // when
    Ended ended = BENCH.run(tables, JOIN);

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows())
        .containsExactly(
            Row.of(1, "a", 1, null, 200, "fine"), Row.of(1, "a", 2, null, 200, "fine"));
    assertThat(BENCH.requests()).hasSize(3);
    assertThat(ended.metrics())
        .containsEntry("retries", 2L)
        .containsEntry("responses5xx", 2L)
        .containsEntry("responses2xx", 1L)
        .containsEntry("lookups", 1L)
        .containsEntry("failedLookups", 0L);
  }

  @Test
  void should_take_404_for_no_row() throws Exception {
    // given
    StreamTableEnvironment tables =
        tables(List.of(status(404)), Map.of("lookup.error-policy", "emit"));

    // when
    Ended ended = BENCH.run(tables, JOIN);

    // then
    assertThat(ended.rows()).containsExactly(Row.of(1, null, null, null, null, null));
    assertThat(BENCH.requests()).hasSize(1);
    assertThat(ended.metrics())
        .containsEntry("failedLookups", 0L)
        .containsEntry("recordsEmitted", 0L)
        .containsEntry("responses4xx", 1L);
  }

  @Test
  void should_say_that_nobody_listens() throws Exception {
    // given
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    StreamTableEnvironment tables =
        tables(
            List.of(status(500)),
            Map.of(
                "url", url + "/o?k=$k", "retry.max-attempts", "2", "lookup.error-policy", "emit"));

    // when
    Ended ended = BENCH.run(tables, JOIN);

    // then
    assertThat(ended.failure()).isNull();
    String error =
        "GET "
            + url
            + "/o?k=a failed after 2 attempts: there is no connection to "
            + url
            + ": Connection refused. Check the host name and port in 'url', and that the server is"
            + " up.";
    assertThat(ended.rows()).containsExactly(Row.of(1, "a", null, error, null, null));
    assertThat(BENCH.requests()).isEmpty();
    assertThat(ended.metrics()).containsEntry("failedLookups", 1L).containsEntry("retries", 1L);
  }

  private static StreamTableEnvironment tables(Failure failure, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(failure.options());
    options.putAll(more);
    return tables(failure.answers(), options);
  }

  private static StreamTableEnvironment tables(
      List<ResponseDefinitionBuilder> answers, Map<String, String> options) {
    for (int n = 0; n < answers.size(); n++) {
      String state = n == 0 ? Scenario.STARTED : "after " + n;
      String next = n + 1 == answers.size() ? state : "after " + (n + 1);
      BENCH
          .api()
          .stubFor(
              WireMock.any(anyUrl())
                  .inScenario("answers")
                  .whenScenarioStateIs(state)
                  .willSetStateTo(next)
                  .willReturn(answers.get(n)));
    }
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"));
    List<String> all = new ArrayList<>();
    options.forEach((name, value) -> all.addAll(List.of(name, value)));
    BENCH.lookup(
        tables,
        "$k STRING, v INT, error STRING METADATA, code INT METADATA FROM 'status-code',"
            + " headers MAP<STRING, ARRAY<STRING>> METADATA",
        all.toArray(String[]::new));
    return tables;
  }
}
