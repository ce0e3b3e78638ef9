package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sqluice.http.testing.Dashboard;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import io.sqluice.http.testing.Needles;
import io.sqluice.http.testing.SearchedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches everything that a job leaves behind for the secrets that it was given by reference, with
 * an API that echoes them wherever it can.
 */
@Timeout(180)
class SecretSearchTest {

  /** Whoever adds a way to give a secret, adds it here, and to a table below. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "header-key", "hdr/K3y+01==value",
          "param-key", "prm K3y&02/value",
          "path-key", "pth\"K3y<03>value",
          "body-key", "bdy\\K3y 04/value",
          "user", "usr;K3y+05/value",
          "password", "pwd K3y%06/value",
          "client-secret", "cls/K3y+07=value",
          "hmac-key", "hmc K3y/08+value");

  private static final String ISSUED = "iss/K3y+09-token-value";

  private static final String[] VALUES =
      Stream.concat(SECRETS.values().stream(), Stream.of(ISSUED)).toArray(String[]::new);

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @TempDir static Path folder;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER = new MiniClusterExtension(SecretSearchTest::cluster);

  private final Needles needles = Needles.of(VALUES);
  private SearchedLog log;
  private LocalApi api;

  private static MiniClusterResourceConfiguration cluster() {
    Configuration configuration = new Configuration();
    configuration.setString("sqluice.secrets.dir", folder.toString());
    METRICS.addToConfiguration(configuration);
    return new MiniClusterResourceConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumberTaskManagers(1)
        .setNumberSlotsPerTaskManager(4)
        .build();
  }

  @BeforeAll
  static void writeTheSecrets() throws IOException {
    for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
      Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
    }
  }

  @BeforeEach
  void listen() {
    log = new SearchedLog(needles);
  }

  @AfterEach
  void stop() {
    log.close();
    if (api != null) {
      api.close();
    }
  }

  @Test
  void should_leave_no_secret_behind_in_a_job_that_goes_well(
      @InjectClusterRESTAddress URI rest, @TempDir Path savepoints) throws Exception {
    // given: a poll whose second page is held back, and is asked for by a link with the keys
    CountDownLatch secondPage = new CountDownLatch(1);
    api =
        LocalApi.answering(
            asked -> {
              String next = asked.param("cursor") == null ? echo(asked) : null;
              if (next == null) {
                await(secondPage);
              }
              String body = "{\"n\":1,\"next\":" + (next == null ? null : quoted(next)) + "}";
              return new Answer(200, Map.of("Link", url(asked), "ETag", "\"1\""), body);
            });
    TableEnvironment tables = streaming();
    String ddl =
        table(
            Map.of(
                "scan.poll-interval", "1 h",
                "jq", "{n}",
                "pagination.type", "cursor-based",
                "pagination.cursor_id", ".next"),
            ", url STRING METADATA, headers MAP<STRING, ARRAY<STRING>> METADATA");
    tables.executeSql(ddl);
    tables.executeSql("CREATE TABLE sink (n INT) WITH ('connector' = 'blackhole')");

    // when
    TableResult result = tables.executeSql("SELECT n, url, headers['link'][1] FROM t");
    JobClient job = result.getJobClient().orElseThrow();
    List<String> rows = new ArrayList<>();
    String savepoint;
    try (CloseableIterator<Row> iterator = result.collect()) {
      rows.add(iterator.next().toString());
      savepoint =
          job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL).get();
      secondPage.countDown();
      rows.add(iterator.next().toString());
      Map<String, String> answers = new Dashboard(rest).answers(List.of(job.getJobID()));
      assertThat(answers).hasSizeGreaterThan(30).noneSatisfy(this::shows);
      assertThat(metrics()).anyMatch(metric -> metric.contains("sqluice")).noneMatch(needles::in);
    }

    // then
    assertThat(rows)
        .hasSize(2)
        .allMatch(row -> row.contains("***"), "redacted")
        .noneMatch(needles::in);
    assertThat(bytesUnder(Path.of(URI.create(savepoint))))
        .anyMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("param-key"))
        .noneMatch(needles::in);
    assertThat(api.asked().get(1).param("cursor")).isEqualTo(echo(api.asked().get(0)));
    assertThat(
            List.of(
                tables.explainSql(
                    "SELECT * FROM t",
                    ExplainDetail.JSON_EXECUTION_PLAN,
                    ExplainDetail.CHANGELOG_MODE),
                tables.compilePlanSql("INSERT INTO sink SELECT n FROM t").asJsonString(),
                tables.executeSql("SHOW CREATE TABLE t").collect().next().toString()))
        .anyMatch(text -> text.contains("{{secret.param-key}}"))
        .noneMatch(needles::in);
    assertThat(log.messagesOf("org.asynchttpclient")).isPositive();
    assertThat(log.messagesOf("org.apache.flink")).isGreaterThan(1000);
    assertThat(log.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode.error-policy", "scan.error-policy"})
  void should_show_no_secret_in_the_error_column(String policy) throws Exception {
    api =
        LocalApi.answering(
            asked ->
                policy.startsWith("decode")
                    ? Answer.ok("{\"n\":" + quoted(echo(asked)) + "}")
                    : Answer.ok(echo(asked)));
    TableEnvironment tables = streaming();
    tables.executeSql(
        table(
            Map.of("scan.poll-interval", "1 h", "scan.bounded.max-polls", "1", policy, "emit"),
            ", error STRING METADATA"));

    try (CloseableIterator<Row> rows = tables.executeSql("SELECT n, error FROM t").collect()) {
      assertThat(rows.next().toString()).contains("***").matches(row -> !needles.in(row));
    }
    assertThat(log.findings()).isEmpty();
  }

  /** What goes wrong, and the options with which it does. */
  enum Fault {
    UNAUTHORIZED(asked -> Answer.status(401, "no entry with " + echo(asked))),
    BUSY(asked -> Answer.status(503, echo(asked)), "retry.max-attempts", "1"),
    REDIRECT_TO_ANOTHER_HOST(
        asked -> new Answer(302, Map.of("Location", "http://elsewhere/" + echo(asked)), "")),
    REDIRECT_TO_NOWHERE(asked -> new Answer(302, Map.of("Location", "x:" + url(asked)), "")),
    REDIRECT_LOOP(asked -> new Answer(302, Map.of("Location", asked.uri().toString()), "")),
    NOT_JSON(asked -> Answer.ok(echo(asked))),
    CUT_IN_A_KEY(asked -> Answer.ok("x".repeat(95) + echo(asked))),
    ERROR_IN_JQ(asked -> Answer.ok(quoted(echo(asked))), "jq", "error(.)"),
    WRONG_TYPE(asked -> Answer.ok("{\"n\":" + quoted(echo(asked)) + "}")),
    ERROR_IN_A_GOOD_ANSWER(
        asked -> Answer.ok("{\"error\":" + quoted(echo(asked)) + "}"), "error.jq", ".error"),
    CURSOR_THAT_STANDS_STILL(
        asked ->
            Answer.ok("[{\"n\":1,\"id\":1},{\"n\":2,\"id\":" + quoted(asked.param("key")) + "}]"),
        "pagination.type",
        "cursor-based"),
    LINK_TO_NOWHERE(
        asked -> Answer.ok("{\"n\":1,\"link\":" + quoted("ftp://" + echo(asked)) + "}"),
        "pagination.type",
        "body_link-based",
        "pagination.body_link_path",
        ".link");

    private final Function<Asked, Answer> answers;
    private final Map<String, String> options = new LinkedHashMap<>();

    Fault(Function<Asked, Answer> answers, String... options) {
      this.answers = answers;
      for (int i = 0; i < options.length; i += 2) {
        this.options.put(options[i], options[i + 1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void should_leave_no_secret_behind_in_a_job_that_fails(
      Fault fault, @InjectClusterRESTAddress URI rest) throws Exception {
    api = LocalApi.answering(fault.answers);

    String failure = failureOf(table(fault.options, ""), rest);

    assertThat(failure).contains("***");
  }

  @Test
  void should_leave_no_secret_behind_where_there_is_no_server(@InjectClusterRESTAddress URI rest)
      throws Exception {
    api = LocalApi.answering(asked -> Answer.ok("[]"));
    String ddl = table(Map.of("retry.max-attempts", "1"), "");
    try (ServerSocket closed = new ServerSocket(0)) {
      ddl = ddl.replace(URI.create(api.url("")).getPort() + "/", closed.getLocalPort() + "/");
    }

    assertThat(failureOf(ddl, rest)).contains("there is no connection", "***");
  }

  @ParameterizedTest
  @EnumSource
  void should_leave_no_secret_behind_when_requests_are_authenticated(
      Credentials credentials, @InjectClusterRESTAddress URI rest) throws Exception {
    api = LocalApi.answering(SecretSearchTest::protectedApi);
    Map<String, String> options = new LinkedHashMap<>(credentials.options);
    options.replaceAll((key, value) -> value.replace("API", api.url("")));

    String failure = failureOf(table(options, ""), rest);

    assertThat(failure).contains("401").contains("***");
    assertThat(api.asked()).isNotEmpty();
  }

  /** Ways to prove who is asking; an entry for each type with a secret. */
  enum Credentials {
    BASIC("auth.type", "basic", "auth.username", "SECRET user", "auth.password", "SECRET password"),
    BEARER("auth.type", "bearer", "auth.token", "SECRET header-key"),
    API_KEY(
        "auth.type", "api-key", "auth.name", "k", "auth.in", "query", "auth.value", "SECRET user"),
    CLIENT_CREDENTIALS(
        "auth.type",
        "oauth2-client-credentials",
        "auth.token-url",
        "API/token",
        "auth.client-id",
        "SECRET user",
        "auth.client-secret",
        "SECRET client-secret"),
    TOKEN_ENDPOINT_THAT_REFUSES(
        "auth.type",
        "oauth2-client-credentials",
        "auth.token-url",
        "API/refuse",
        "auth.client-in",
        "body",
        "auth.client-id",
        "SECRET user",
        "auth.client-secret",
        "SECRET client-secret"),
    HMAC(
        "auth.type",
        "hmac",
        "auth.preset",
        "kucoin",
        "auth.key",
        "SECRET hmac-key",
        "auth.key-id",
        "SECRET user",
        "auth.passphrase",
        "SECRET password");

    private final Map<String, String> options = new LinkedHashMap<>();

    Credentials(String... options) {
      for (int i = 0; i < options.length; i += 2) {
        this.options.put(options[i], options[i + 1]);
      }
    }
  }

  private static Answer protectedApi(Asked asked) {
    return switch (asked.uri().getPath()) {
      case "/token" ->
          Answer.ok("{\"access_token\":" + quoted(ISSUED) + ",\"token_type\":\"Bearer\"}");
      case "/refuse" -> Answer.status(401, "no token for " + SECRETS.get("client-secret"));
      default -> Answer.status(401, asked.headers() + echo(asked));
    };
  }

  /** A failed job's exception as it is printed, after everything around it has been searched. */
  private String failureOf(String ddl, URI rest) throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    tables.executeSql(ddl);
    TableResult result = tables.executeSql("SELECT * FROM t");
    JobID job = result.getJobClient().orElseThrow().getJobID();
    Throwable failure =
        catchThrowable(
            () -> {
              try (CloseableIterator<Row> rows = result.collect()) {
                rows.forEachRemaining(row -> {});
              }
            });
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).satisfies(text -> assertThat(needles.in(text)).isFalse());
    assertThat(new Dashboard(rest).answers(List.of(job))).noneSatisfy(this::shows);
    assertThat(log.findings()).isEmpty();
    return printed.toString();
  }

  private void shows(String path, String answer) {
    assertThat(needles.in(answer)).isTrue();
  }

  /** The scopes, variables and names of all metrics; their values are numbers. */
  private static List<String> metrics() {
    return METRICS.getMetricsByGroup().entrySet().stream()
        .map(
            group ->
                Arrays.toString(group.getKey().getScopeComponents())
                    + group.getKey().getAllVariables()
                    + group.getValue().keySet())
        .toList();
  }

  /** A table that sends the first four of the secrets with each request. */
  private String table(Map<String, String> more, String columns) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "http");
    options.put("method", "POST");
    options.put("url", api.url("/n/{{secret.path-key}}"));
    options.put("headers.X-Key", "SECRET header-key");
    options.put("params.key", "{{secret.param-key}}");
    options.put("json.login.key", "SECRET body-key");
    options.putAll(more);
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", ", "CREATE TABLE t (n INT" + columns + ") WITH (", ")"));
  }

  private static TableEnvironment streaming() {
    return TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
  }

  private static String url(Asked asked) {
    return "<" + asked.uri() + ">; key=" + asked.headers().get("x-key");
  }

  /** What an API says that shows all it was sent. */
  private static String echo(Asked asked) {
    return asked.headers().get("x-key") + "|" + asked.param("key") + "|" + asked.uri();
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<byte[]> bytesUnder(Path folder) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
