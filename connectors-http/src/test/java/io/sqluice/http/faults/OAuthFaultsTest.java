package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are refused, and token endpoints that give none. */
class OAuthFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  private static final String NO_CREDENTIALS =
      "GET {api}/n failed after 1 attempt: there are no credentials for it: ";

  static Stream<Fault> faults() {
    return Stream.of(
        client("a token", token(), ok(1))
            .rows(1L)
            .requests("/token", "/n")
            .metric("retries", 0)
            .metric("failedPolls", 0),
        client("401, then a fresh token", token(), status(401), token(), ok(1))
            .rows(1L)
            .requests("/token", "/n", "/token", "/n")
            .metric("retries", 0)
            .metric("responses4xx", 1)
            .metric("failedPolls", 0),
        client("401 for a fresh token too", token(), status(401), token(), status(401))
            .requests("/token", "/n", "/token", "/n")
            .metric("responses4xx", 2)
            .metric("failedPolls", 1)
            .fails(
                "GET {api}/n failed after 1 attempt: the server answered with status 401 and no"
                    + " body. Check auth.* or the credentials in the headers or parameters, or add the code to"
                    + " 'ignored-codes' (no rows), 'retry-codes' or 'success-codes'."),
        client("a token endpoint that answers 503, then a token", status(503), token(), ok(1))
            .rows(1L)
            .requests("/token", "/token", "/n")
            .metric("failedPolls", 0)
            .warns(
                "POST {api}/token failed after 1 attempt: the server answered with status 503 and no"
                    + " body; the next of 5 attempts is in 7 ms"),
        client("a token endpoint that answers 503 for good", status(503))
            .with("retry.max-attempts", "2")
            .requests("/token", "/token")
            .metric("failedPolls", 1)
            .warns(
                "POST {api}/token failed after 1 attempt: the server answered with status 503 and no"
                    + " body; the next of 2 attempts is in 7 ms")
            .fails(
                NO_CREDENTIALS
                    + "POST {api}/token failed after 2 attempts: the server answered with status 503 and no"
                    + " body. Look at the server, or raise 'retry.max-attempts' (now 2). Check 'auth.*'."),
        client(
                "a token endpoint that answers 400",
                json("{\"error\":\"invalid_scope\"}").withStatus(400))
            .requests("/token")
            .metric("failedPolls", 1)
            .fails(
                NO_CREDENTIALS
                    + "the token endpoint {api}/token answered with status 400: invalid_scope. Check"
                    + " 'auth.*'."),
        client("a token endpoint that answers 200 without a token", json("{\"ok\":true}"))
            .requests("/token")
            .metric("failedPolls", 1)
            .fails(
                NO_CREDENTIALS
                    + "the token endpoint {api}/token answered with status 200, and the answer is not a"
                    + " JSON object with an 'access_token'. Check 'auth.*'."));
  }

  private static Fault client(String name, ResponseDefinitionBuilder... answers) {
    return fault(name, answers)
        .with("auth.type", "oauth2-client-credentials")
        .with("auth.token-url", "{api}/token")
        .with("auth.client-id", "me")
        .with("auth.client-secret", "mine");
  }

  private static ResponseDefinitionBuilder token() {
    return json("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }

  @Test
  void should_make_one_token_call_for_ten_tables() throws Exception {
    BENCH.api().resetAll();
    BENCH.api().stubFor(post("/token").willReturn(token().withFixedDelay(300)));
    BENCH.api().stubFor(get("/n").willReturn(ok(1)));
    StreamTableEnvironment tables = BENCH.environment(true, 1);
    for (int i = 0; i < 10; i++) {
      tables.executeSql(
          client("table " + i)
              .polls(1)
              .table(BENCH.api().baseUrl())
              .replace("TABLE t ", "TABLE t" + i + " "));
    }

    List<Row> rows = new ArrayList<>();
    FaultBench.readToEnd(
        tables.executeSql(
            IntStream.range(0, 10)
                .mapToObj(i -> "SELECT * FROM t" + i)
                .collect(Collectors.joining(" UNION ALL "))),
        rows);

    assertThat(rows).hasSize(10);

    BENCH.api().verify(1, anyRequestedFor(urlEqualTo("/token")));
    BENCH
        .api()
        .verify(
            10,
            anyRequestedFor(urlEqualTo("/n"))
                .withHeader("Authorization", WireMock.equalTo("Bearer a")));
  }
}
