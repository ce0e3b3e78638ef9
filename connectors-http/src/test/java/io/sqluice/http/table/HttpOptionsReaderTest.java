package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.NoProxy;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.incremental.CursorConfig;
import io.sqluice.http.incremental.CursorDistance;
import io.sqluice.http.options.AuthOptions;
import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.TransformOptions;
import io.sqluice.http.pagination.BodyCursor;
import io.sqluice.http.pagination.BodyExpression;
import io.sqluice.http.pagination.LinkPlace;
import io.sqluice.http.pagination.LinkedPages;
import io.sqluice.http.pagination.PageNumbers;
import io.sqluice.http.pagination.PageSize;
import io.sqluice.http.pagination.RecordCursor;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.schedule.MisfirePolicy;
import io.sqluice.http.schedule.StartupMode;
import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanConfig.EmitMode;
import io.sqluice.http.source.ScanConfig.ErrorPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SymbolType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpOptionsReaderTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Map<String, String> CURSOR =
      Map.of("scan.cursor.jq", ".id", "params.from", "{{cursor}}", "scan.cursor.initial", "1");

  /**
   * An option set to a value, and what comes of it.
   *
   * @param with options that it needs
   * @param together options that need it
   */
  private record Turned(
      String option,
      String value,
      Map<String, String> with,
      Map<String, String> together,
      Function<HttpSourceConfig, Object> read,
      Object expected) {

    private Turned(
        String option,
        String value,
        Map<String, String> with,
        Function<HttpSourceConfig, Object> read,
        Object expected) {
      this(option, value, with, Map.of(), read, expected);
    }

    @Override
    public String toString() {
      return option;
    }
  }

  private static Turned turn(
      String option, String value, Function<HttpSourceConfig, Object> read, Object expected) {
    return new Turned(option, value, Map.of(), read, expected);
  }

  private static Turned cursor(
      String option, String value, Function<CursorConfig, Object> read, Object expected) {
    return new Turned(option, value, CURSOR, c -> read.apply(c.scan().cursor()), expected);
  }

  static Stream<Turned> options() {
    Map<String, String> pages = Map.of("pagination.type", "page-based");
    Map<String, String> cursor = Map.of("pagination.type", "cursor-based");
    Map<String, String> all = Map.of("redirects", "all");
    Map<String, String> identity = Map.of("tls.client-cert", "/a.pem", "tls.client-key", "/a.key");
    Map<String, String> proxy =
        Map.of("proxy.url", "http://q:1", "proxy.username", "", "proxy.password", "");
    return Stream.of(
        turn("url", "https://b/c", c -> c.api().request().url(), "https://b/c"),
        turn("method", "post", c -> c.api().request().method(), "POST"),
        turn(
            "secrets.api-key",
            "env:MY_KEY",
            c -> c.api().secrets(),
            Map.of("api-key", SecretPlace.parse("env:MY_KEY"))),
        turn("headers.Accept", "a/b", c -> c.api().request().headers(), Map.of("Accept", "a/b")),
        turn("params.q", "x;y", c -> c.api().request().params(), Map.of("q", "x;y")),
        new Turned(
            "json.a.b",
            "1",
            Map.of("method", "POST"),
            c -> c.api().request().json(),
            Map.of("a.b", "1")),
        new Turned(
            "form.f",
            "v",
            Map.of("method", "POST"),
            c -> c.api().request().form(),
            Map.of("f", "v")),
        new Turned("body", "{}", Map.of("method", "POST"), c -> c.api().request().body(), "{}"),
        turn("format", "ndjson", c -> c.extraction().format(), BodyFormat.NDJSON),
        turn("jq", ".data[]", c -> c.extraction().jq(), ".data[]"),
        turn("error.jq", ".e", c -> c.api().answerFilter() != null, true),
        new Turned(
            "retry.jq",
            ".r",
            Map.of("error.jq", ".e"),
            c -> c.api().answerFilter().retryJq(),
            ".r"),
        turn("jq.timeout", "2 s", c -> c.extraction().jqTimeout(), Duration.ofSeconds(2)),
        turn(
            "timestamp.epoch-unit",
            "us",
            c -> c.extraction().timestamps().epochUnit(),
            EpochUnit.MICROSECONDS),
        turn(
            "timestamp.format",
            "dd.MM.yyyy",
            c -> c.extraction().timestamps().format(),
            "dd.MM.yyyy"),
        turn(
            "decode.error-policy",
            "skip",
            c -> c.extraction().decodeErrors(),
            DecodeErrorPolicy.SKIP),
        turn(
            "response.charset",
            "windows-1252",
            c -> c.extraction().text().charset(),
            "windows-1252"),
        new Turned(
            "response.max-line-size",
            "1 kb",
            Map.of("format", "ndjson"),
            c -> c.extraction().text().maxLineBytes(),
            1_024L),
        new Turned(
            "response.split",
            "lines",
            Map.of("format", "raw"),
            c -> c.extraction().flinkFormat().framing().byLine(),
            true),
        new Turned(
            "response.skip-lines",
            "2",
            Map.of("format", "csv"),
            c -> c.extraction().flinkFormat().framing().skipLines(),
            2),
        turn(
            "schedule",
            "0 6 * * *",
            c -> c.schedule().schedule().next(NOON).orElseThrow(),
            Instant.parse("2026-11-21T06:00:00Z")),
        new Turned(
            "schedule.timezone",
            "Europe/Berlin",
            Map.of("schedule", "0 6 * * *"),
            c -> c.schedule().schedule().next(NOON).orElseThrow(),
            Instant.parse("2026-11-21T05:00:00Z")),
        turn("schedule.misfire", "catch-up", c -> c.schedule().misfire(), MisfirePolicy.CATCH_UP),
        turn(
            "scan.poll-interval",
            "7 s",
            c -> c.schedule().schedule().next(NOON).orElseThrow(),
            NOON.plusSeconds(7)),
        turn("scan.startup.mode", "next-fire", c -> c.schedule().startup(), StartupMode.NEXT_FIRE),
        turn("scan.jitter", "3 s", c -> c.schedule().jitter(), Duration.ofSeconds(3)),
        turn(
            "scan.bounded.max-polls",
            "4",
            c -> c.scan().bounded() + " " + c.scan().maxPolls(),
            "true 4"),
        turn(
            "pagination.type",
            "page-based",
            c -> c.api().pagination().steps(),
            new PageNumbers("page", 0)),
        new Turned(
            "pagination.page_param",
            "p",
            pages,
            c -> c.api().pagination().steps(),
            new PageNumbers("p", 0)),
        new Turned(
            "pagination.size",
            "9",
            pages,
            c -> c.api().pagination().size(),
            new PageSize("limit", 9)),
        new Turned(
            "pagination.size_param",
            "n",
            Map.of("pagination.type", "page-based", "pagination.size", "9"),
            c -> c.api().pagination().size(),
            new PageSize("n", 9)),
        new Turned(
            "pagination.count-jq",
            "length",
            pages,
            c -> c.api().pagination().count(),
            new BodyExpression("pagination.count-jq", "length")),
        new Turned(
            "pagination.cursor_param",
            "c",
            cursor,
            c -> c.api().pagination().steps(),
            new RecordCursor("c", "id", null)),
        new Turned(
            "pagination.cursor_id",
            ".next",
            cursor,
            c -> c.api().pagination().steps(),
            new BodyCursor("cursor", new BodyExpression("pagination.cursor_id", ".next"), null)),
        new Turned(
            "pagination.next_header",
            "X-More",
            Map.of("pagination.type", "header-based", "pagination.next_header", "X-Next"),
            c -> c.api().pagination().steps(),
            new LinkedPages(new LinkPlace.Header("X-More"))),
        new Turned(
            "pagination.body_link_path",
            ".more",
            Map.of("pagination.type", "body_link-based", "pagination.body_link_path", ".next"),
            c -> c.api().pagination().steps(),
            new LinkedPages(
                new LinkPlace.Body(new BodyExpression("pagination.body_link_path", ".more")))),
        new Turned(
            "pagination.start",
            "1",
            pages,
            c -> c.api().pagination().steps(),
            new PageNumbers("page", 1)),
        new Turned(
            "pagination.empty-page",
            "continue",
            cursor,
            c -> c.api().pagination().end().afterEmptyPage(),
            true),
        new Turned(
            "pagination.stop-jq",
            ".last",
            pages,
            c -> c.api().pagination().end().stop(),
            new BodyExpression("pagination.stop-jq", ".last")),
        new Turned("pagination.max-pages", "9", pages, c -> c.api().maxPages(), 9),
        turn(
            "connect.timeout",
            "1 s",
            c -> c.api().client().connection().connectTimeout(),
            Duration.ofSeconds(1)),
        turn(
            "request.timeout",
            "2 s",
            c -> c.api().client().limits().requestTimeout(),
            Duration.ofSeconds(2)),
        turn("response.max-size", "1 mb", c -> c.api().client().limits().maxBytes(), 1_048_576L),
        turn("success-codes", "200", c -> c.api().client().codes().success().contains(204), false),
        turn("retry-codes", "409", c -> c.api().client().codes().retry().contains(409), true),
        turn("ignored-codes", "404", c -> c.api().client().codes().ignored().contains(404), true),
        turn("retry.max-attempts", "2", c -> c.api().client().retry().maxAttempts(), 2),
        turn(
            "retry.initial-backoff",
            "3 s",
            c -> c.api().client().retry().initialBackoff(),
            Duration.ofSeconds(3)),
        turn(
            "retry.max-backoff",
            "4 s",
            c -> c.api().client().retry().maxBackoff(),
            Duration.ofSeconds(4)),
        turn("retry.multiplier", "3", c -> c.api().client().retry().multiplier(), 3.0),
        turn("retry.jitter", "0", c -> c.api().client().retry().jitter(), 0.0),
        turn(
            "retry.respect-retry-after",
            "false",
            c -> c.api().client().retry().respectRetryAfter(),
            false),
        turn(
            "retry.max-wait",
            "5 s",
            c -> c.api().client().retry().maxWait(),
            Duration.ofSeconds(5)),
        turn(
            "rate-limit.requests-per-second",
            "0.5",
            c -> c.api().client().rateLimit().requestsPerSecond(),
            0.5),
        turn(
            "rate-limit.max-concurrent", "3", c -> c.api().client().rateLimit().maxConcurrent(), 3),
        turn("rate-limit.group", " g ", c -> c.api().client().rateLimit().group(), "g"),
        turn("redirects", "all", c -> c.api().client().hosts().redirects(), RedirectPolicy.ALL),
        new Turned(
            "url.allowed-hosts",
            "*.b.example:8443",
            all,
            c -> c.api().client().hosts().allowedHosts(),
            AllowedHosts.parse("*.b.example:8443")),
        new Turned(
            "url.allow-private", "true", all, c -> c.api().client().hosts().allowPrivate(), true),
        turn("tls.ca", "/ca.pem", c -> c.api().client().connection().tls().ca(), "/ca.pem"),
        new Turned(
            "tls.client-cert",
            "/c.pem",
            identity,
            c -> c.api().client().connection().tls().clientCert(),
            "/c.pem"),
        new Turned(
            "tls.client-key",
            "/c.key",
            identity,
            c -> c.api().client().connection().tls().clientKey(),
            "/c.key"),
        turn("tls.insecure", "true", c -> c.api().client().connection().tls().insecure(), true),
        turn(
            "proxy.url",
            "http://p:3128",
            c -> String.valueOf(c.api().client().connection().proxy()),
            "p:3128"),
        new Turned(
            "proxy.username",
            "SECRET u",
            proxy,
            c -> c.api().client().connection().proxy().username().references(),
            Set.of("u")),
        new Turned(
            "proxy.password",
            "SECRET p",
            proxy,
            c -> c.api().client().connection().proxy().password().references(),
            Set.of("p")),
        new Turned(
            "proxy.no-proxy",
            "a,10.0.0.0/8",
            proxy,
            c -> c.api().client().connection().proxy().exceptions(),
            NoProxy.parse("a,10.0.0.0/8")),
        turn("compression", "none", c -> c.api().client().headers().compressed(), false),
        turn("user-agent", "me", c -> c.api().client().headers().userAgent(), "me"),
        turn("scan.conditional-requests", "false", c -> c.scan().conditionalRequests(), false),
        turn("scan.error-policy", "emit", c -> c.scan().failures().policy(), ErrorPolicy.EMIT),
        turn("scan.max-consecutive-failures", "2", c -> c.scan().failures().maxConsecutive(), 2),
        new Turned(
            "scan.cursor.jq",
            ".id",
            Map.of(),
            Map.of("scan.cursor.param", "since"),
            c -> c.scan().cursor() == null ? null : c.scan().cursor().jq(),
            ".id"),
        cursor("scan.cursor.param", "since", c -> c.sending().param(), "since"),
        cursor("scan.cursor.initial", "7", c -> c.initial(), "7"),
        cursor(
            "scan.cursor.lookback",
            "2 min",
            c -> c.lookback(),
            CursorDistance.of(Duration.ofMinutes(2))),
        new Turned(
            "scan.cursor.step",
            "1000",
            CURSOR,
            Map.of("scan.cursor.initial", "0", "scan.cursor.end-param", "until"),
            c -> c.scan().cursor().step(),
            CursorDistance.of(new BigDecimal(1000))),
        new Turned(
            "scan.cursor.end-param",
            "until",
            CURSOR,
            Map.of("scan.cursor.initial", "0", "scan.cursor.step", "1000"),
            c -> c.scan().cursor().sending().endParam(),
            "until"),
        new Turned(
            "scan.emit",
            "new",
            Map.of(),
            Map.of("scan.dedup.key", "id"),
            c -> c.scan().emit().mode(),
            EmitMode.NEW),
        new Turned(
            "scan.dedup.key",
            "symbol; time",
            Map.of(),
            Map.of("scan.emit", "new"),
            c -> c.scan().emit().key(),
            List.of("symbol", "time")),
        new Turned(
            "scan.dedup.max-entries",
            "5",
            Map.of("scan.emit", "new", "scan.dedup.key", "id"),
            c -> c.scan().emit().maxKeys(),
            5));
  }

  private static Turned turnAuth(String option, String value, Map<String, String> with) {
    return new Turned(option, value, with, c -> c.api().auth().options().get(option), value);
  }

  /** Options of a type of authentication; that they do what they say is tested in auth. */
  static Stream<Turned> authentication() {
    Map<String, String> basic =
        Map.of("auth.type", "basic", "auth.username", "x", "auth.password", "x");
    Map<String, String> apiKey =
        Map.of("auth.type", "api-key", "auth.name", "x", "auth.value", "x");
    Map<String, String> client =
        Map.of(
            "auth.type", "oauth2-client-credentials",
            "auth.token-url", "https://a/x",
            "auth.client-id", "x",
            "auth.client-secret", "x");
    Map<String, String> refresh =
        Map.of(
            "auth.type", "oauth2-refresh-token",
            "auth.token-url", "https://a/x",
            "auth.client-id", "x",
            "auth.refresh-token", "x");
    Map<String, String> header =
        Map.of("auth.type", "hmac", "auth.key", "abcd", "auth.message", "x", "auth.header", "x");
    Map<String, String> param =
        Map.of("auth.type", "hmac", "auth.key", "x", "auth.message", "x", "auth.param", "x");
    Map<String, String> named =
        Map.of(
            "auth.type", "hmac",
            "auth.key", "x",
            "auth.message", "x",
            "auth.param", "x",
            "auth.key-id", "x",
            "auth.key-id-header", "x");
    Map<String, String> kucoin =
        Map.of(
            "auth.type", "hmac",
            "auth.preset", "kucoin",
            "auth.key", "x",
            "auth.key-id", "x",
            "auth.passphrase", "x");
    Map<String, String> aws =
        Map.of(
            "auth.type", "aws-sigv4",
            "auth.access-key", "x",
            "auth.secret-key", "x",
            "auth.region", "x",
            "auth.service", "x");
    return Stream.of(
        turnAuth("auth.username", "me", basic),
        turnAuth("auth.password", "SECRET p", basic),
        turnAuth("auth.token", "t", Map.of("auth.type", "bearer", "auth.token", "x")),
        turnAuth("auth.name", "X-Key", apiKey),
        turnAuth("auth.value", "v", apiKey),
        turnAuth("auth.in", "query", apiKey),
        turnAuth("auth.token-url", "https://a/token", client),
        turnAuth("auth.client-id", "c", client),
        turnAuth("auth.client-secret", "s", refresh),
        turnAuth("auth.client-in", "body", client),
        turnAuth("auth.scope", "read", client),
        turnAuth("auth.audience", "api", client),
        turnAuth("auth.refresh-token", "r", refresh),
        turnAuth("auth.preset", "binance", named),
        turnAuth("auth.key", "k", header),
        turnAuth("auth.key-encoding", "hex", header),
        turnAuth("auth.algorithm", "HmacSHA1", header),
        turnAuth("auth.message", "{{body}}", header),
        turnAuth("auth.encoding", "base64", header),
        turnAuth("auth.header", "X-Sign", header),
        turnAuth("auth.param", "sign", param),
        turnAuth("auth.timestamp-header", "X-Time", header),
        turnAuth("auth.timestamp-param", "time", header),
        turnAuth("auth.timestamp-unit", "s", header),
        turnAuth("auth.key-id", "id", kucoin),
        turnAuth("auth.key-id-header", "X-Key", kucoin),
        turnAuth("auth.passphrase", "open", kucoin),
        turnAuth("auth.passphrase-header", "X-Pass", kucoin),
        turnAuth("auth.sign-passphrase", "false", kucoin),
        turnAuth("auth.key-version", "2", kucoin),
        turnAuth("auth.access-key", "a", aws),
        turnAuth("auth.secret-key", "s", aws),
        turnAuth("auth.session-token", "t", aws),
        turnAuth("auth.region", "eu-central-1", aws),
        turnAuth("auth.service", "s3", aws));
  }

  @ParameterizedTest
  @MethodSource({"options", "authentication"})
  void should_turn(Turned turned) {
    Map<String, String> options = new LinkedHashMap<>(turned.with());
    options.put("connector", "http");
    options.putIfAbsent("url", "https://a/b");
    if (!options.containsKey("schedule")) {
      options.put("scan.poll-interval", "1 min");
    }
    Object before = turned.read().apply(read(options));
    options.put(turned.option(), turned.value());
    options.putAll(turned.together());
    if (turned.option().equals("schedule")) {
      options.remove("scan.poll-interval");
    }

    assertThat(turned.read().apply(read(options))).isEqualTo(turned.expected());
    assertThat(before).isNotEqualTo(turned.expected());
  }

  @Test
  void should_turn_the_type_of_authentication() {
    Map<String, String> options =
        Map.of(
            "connector", "http",
            "url", "https://a/b",
            "scan.poll-interval", "1 s",
            "auth.type", "bearer",
            "auth.token", "SECRET t");

    assertThat(read(options).api().auth())
        .isEqualTo(new AuthConfig("bearer", Map.of("auth.token", "SECRET t")));
  }

  @Test
  void should_have_a_test_for_every_option() {
    List<String> tested = Stream.concat(options(), authentication()).map(Turned::option).toList();

    List<String> untested =
        HttpConnectorOptions.ALL.stream()
            .map(ConfigOption::key)
            // Given to Flink as they are: should_read_the_parallelism_with_the_other_options and
            // WatermarkTest turn them.
            .filter(key -> !key.equals(FactoryUtil.SOURCE_PARALLELISM.key()))
            .filter(key -> !key.startsWith("scan.watermark."))
            // TransformOptionsTest, and where there is an engine TransformedTableTest, turn them.
            .filter(
                key -> !TransformOptions.ALL.stream().map(ConfigOption::key).toList().contains(key))
            // Has options of its own beside it; should_turn_the_type_of_authentication turns it.
            .filter(key -> !key.equals(AuthOptions.AUTH_TYPE.key()))
            .filter(key -> tested.stream().noneMatch(t -> matches(key, t)))
            .collect(Collectors.toList());

    assertThat(untested).isEmpty();
  }

  private static boolean matches(String key, String option) {
    int placeholder = key.indexOf('<');
    return placeholder < 0 ? key.equals(option) : option.startsWith(key.substring(0, placeholder));
  }

  @Test
  void should_describe_every_option() {
    assertThat(HttpConnectorOptions.ALL)
        .allSatisfy(
            option -> assertThat(new HtmlFormatter().format(option.description())).isNotBlank());
  }

  @Test
  void should_take_hyphens_for_underscores() {
    HttpSourceConfig config =
        read(
            Map.of(
                "connector", "http",
                "url", "https://a/b",
                "scan.poll-interval", "1 s",
                "pagination.type", "page-based",
                "pagination.page-param", "p"));

    assertThat(config.api().pagination().steps()).isEqualTo(new PageNumbers("p", 0));
  }

  @Test
  void should_tell_all_problems_at_once() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "http");
    options.put("url", "ftp://a/b");
    options.put("header.Accept", "x");
    options.put("schedul", "* * * * *");
    options.put("tls.ca-file", "ca.pem");
    options.put("request.timeout", "soon");
    options.put("retry.max-attempts", "0");
    options.put("retry.jitter", "2");
    options.put("retry-codes", "200,5XX");
    options.put("format", "xml");
    options.put("pagination.cursor_id", "id");
    options.put("schedule.timezone", "Mars/Olympus");
    options.put("timestamp.format", "yyyy-QQQQQQ");
    assertThatThrownBy(() -> new HttpOptionsReader("`c`.`d`.`t`", COLUMNS, options, false).read())
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("Table `c`.`d`.`t` has 13 problems:\n")
        .hasMessageContaining(
            "\n  - 'header.Accept': there is no such option; did you mean 'headers.Accept'?\n")
        .hasMessageContaining(
            "\n  - 'schedul': there is no such option; did you mean 'schedule'?\n")
        .hasMessageContaining(
            "\n  - 'tls.ca-file': there is no such option; did you mean 'tls.ca'?\n")
        .hasMessageContaining("\n  - 'url': ")
        .hasMessageContaining(
            "\n  - 'request.timeout': found 'soon', expected a duration such as '10 s'.\n")
        .hasMessageContaining(
            "\n  - 'retry-codes': it names 200, and so does 'success-codes'; take it out of one of"
                + " them, for example with '!200'.\n")
        .hasMessageContaining(
            "\n  - 'retry.max-attempts': found '0', expected a whole number of at least 1.\n")
        .hasMessageContaining("\n  - 'retry.jitter': found '2', expected a number from 0 to 1.\n")
        .hasMessageContaining(
            "\n  - 'schedule.timezone': found 'Mars/Olympus', expected a time zone such as UTC or"
                + " Europe/Berlin.\n")
        .hasMessageEndingWith(
            "\n  - 'schedule': it is missing; say when to poll with a 'schedule' such as"
                + " '*/5 * * * *' or a 'scan.poll-interval' such as '10 s'. Only in batch mode (--batch)"
                + " is a table without either polled once.")
        .hasMessageContaining(
            "\n  - 'pagination.cursor_id': it needs 'pagination.type' = 'cursor-based'.\n")
        .hasMessageContaining(
            "\n  - 'timestamp.format': found 'yyyy-QQQQQQ', expected a DateTimeFormatter pattern such"
                + " as 'yyyy-MM-dd HH:mm:ss': Too many pattern letters: Q.")
        .hasMessageContaining(
            "\n  - 'format': found 'xml', expected json, ndjson; to read another format of"
                + " Flink's, add its jar to the class path.");
  }

  @ParameterizedTest
  @CsvSource({
    "gid.connector.http.source.lookup.header.X-Key, headers.X-Key",
    "http.security.cert.server, tls.ca",
    "lookup-method, method",
  })
  void should_name_our_options_to_who_knows_another_connector(String theirs, String ours) {
    Map<String, String> options =
        Map.of("connector", "http", "url", "https://a/b", "scan.poll-interval", "1 s", theirs, "1");

    assertThatThrownBy(() -> read(options))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n  - '%s': it is an option of the Apache HTTP connector; here that is '%s'."
                .formatted(theirs, ours));
  }

  @Test
  void should_refuse_columns_that_json_does_not_become() {
    Map<String, String> options =
        Map.of("connector", "http", "url", "https://a/b", "scan.poll-interval", "1 s");
    RowType columns = RowType.of(new LogicalType[] {new SymbolType<>()}, new String[] {"odd"});

    assertThatThrownBy(() -> new HttpOptionsReader("`c`.`d`.`t`", columns, options, false).read())
        .hasMessageStartingWith("Table `c`.`d`.`t` has 1 problem:\n  - column 'odd'");
  }

  @Test
  void should_check_where_secrets_are_and_not_repeat_a_value() {
    Map<String, String> options =
        Map.of(
            "connector", "http",
            "url", "https://a/b",
            "scan.poll-interval", "1 s",
            "secrets.key", "s3cret-itself",
            "secrets.no name", "env:NAME",
            "secrets.other", "file:relative");

    assertThatThrownBy(() -> read(options))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Table `c`.`d`.`t` has 3 problems:\n"
                + "  - 'secrets.key': it is no place of a secret; expected 'env:' and the name of a"
                + " variable, or 'file:' and an absolute path; the value itself stands in no"
                + " option.\n"
                + "  - 'secrets.no name': 'no name' cannot name a secret; expected a name of"
                + " letters, digits, '_' and '-' that starts with a letter or '_'.\n"
                + "  - 'secrets.other': what is behind 'file:' is no absolute path; expected 'env:'"
                + " and the name of a variable, or 'file:' and an absolute path; the value itself"
                + " stands in no option.");
  }

  @Test
  void should_need_a_url() {
    assertThatThrownBy(() -> read(Map.of("connector", "http", "schedule", "* * * * *")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'url': it is missing; name the address to ask.");
  }

  @Test
  void should_refuse_rows_of_nulls_for_columns_that_are_not_null() {
    Map<String, String> options =
        Map.of(
            "connector", "http",
            "url", "https://a/b",
            "scan.poll-interval", "1 s",
            "decode.error-policy", "emit",
            "response.charset", "klingon");
    RowType columns = RowType.of(new LogicalType[] {new BigIntType(false)}, new String[] {"n"});

    assertThatThrownBy(() -> new HttpOptionsReader("`c`.`d`.`t`", columns, options, false).read())
        .hasMessage(
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'response.charset': found 'klingon', expected a charset such as UTF-8 or"
                + " windows-1252.\n"
                + "  - column 'n' is BIGINT NOT NULL, but 'decode.error-policy' = 'emit' makes rows"
                + " of NULLs; declare the column without NOT NULL and PRIMARY KEY, or choose skip or"
                + " fail.");
  }

  @Test
  void should_refuse_two_ways_to_say_when() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "schedule", "* * * * *",
                        "scan.poll-interval", "1 s")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'scan.poll-interval': the table has a 'schedule' too; keep one of the two.");
  }

  @Test
  void should_refuse_a_jitter_as_long_as_the_period() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "scan.jitter", "1 s",
                        "scan.poll-interval", "1 s")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'scan.jitter': found 1000 ms, expected less than the time between two polls, which"
                + " can be as short as 1000 ms.");
  }

  @Test
  void should_refuse_a_jitter_longer_than_a_cron_schedule_leaves_time_for() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "scan.jitter", "5 min",
                        "schedule", "0,1 6 * * *")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'scan.jitter': found 300000 ms, expected less than the time between two polls,"
                + " which can be as short as 60000 ms.");
  }

  @Test
  void should_read_the_parallelism_with_the_other_options() {
    HttpOptionsReader reader =
        new HttpOptionsReader(
            "t",
            COLUMNS,
            Map.of("connector", "http", "url", "https://a/b", "scan.parallelism", "3"),
            true);
    reader.read();

    assertThat(reader.parallelism()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "scan.poll-interval", "1 s",
                        "scan.parallelism", "abc")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'scan.parallelism': found 'abc', expected a whole number of at least 1.");
  }

  @Test
  void should_not_guess_wildly() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "scan.poll-interval", "1 s",
                        "something.else", "1 s")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'something.else': there is no such option; docs/http-source.md lists them"
                + " all.");
  }

  @Test
  void should_poll_once_at_once_in_batch_mode() {
    HttpSourceConfig config =
        new HttpOptionsReader(
                "`c`.`d`.`t`",
                COLUMNS,
                Map.of(
                    "connector", "http",
                    "url", "https://a/b",
                    "schedule", "0 0 1 1 *",
                    "scan.startup.mode", "next-fire"),
                true)
            .read();

    assertThat(config.scan().bounded()).isTrue();
    assertThat(config.scan().maxPolls()).isEqualTo(1L);
    assertThat(config.schedule().startup()).isEqualTo(StartupMode.IMMEDIATE);
    assertThat(config.scan().failures().policy()).isEqualTo(ErrorPolicy.FAIL);
  }

  private static void assertProblem(Map<String, String> more, String... lines) {
    Map<String, String> options = new LinkedHashMap<>(more);
    options.put("connector", "http");
    options.put("url", "https://a/b");
    options.put("scan.poll-interval", "1 min");

    assertThatThrownBy(() -> read(options))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Table `c`.`d`.`t` has "
                + (lines.length == 1 ? "1 problem" : lines.length + " problems")
                + ":\n  - "
                + String.join("\n  - ", lines));
  }

  @Test
  void should_check_where_answers_may_lead() {
    assertProblem(
        Map.of("url.allowed-hosts", "a", "url.allow-private", "true"),
        "'url.allowed-hosts': it needs 'redirects' = 'all'.",
        "'url.allow-private': it needs 'redirects' = 'all'.");
    assertProblem(
        Map.of("url.allowed-hosts", "a, http://b", "redirects", "all"),
        "'url.allowed-hosts': found 'a, http://b', expected a list of hosts: 'http://b' is not a"
            + " host name.");
    assertProblem(
        Map.of("url.allowed-hosts", " , ", "redirects", "all"),
        "'url.allowed-hosts': found ' , ', expected a list of hosts: it names none.");
  }

  @Test
  void should_check_the_filters_of_answers() {
    assertProblem(
        Map.of("retry.jq", ".busy"),
        "'retry.jq': it needs 'error.jq', which says what answer is a failure.");
    assertProblem(
        Map.of("error.jq", "nope", "retry.jq", "$x"),
        "'retry.jq': the jq program \"$x\" uses $x, which neither it nor jq (here jackson-jq)"
            + " defines",
        "'error.jq': the jq program \"nope\" uses nope/0, which neither it nor jq (here"
            + " jackson-jq) defines");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "connector", "http",
                        "url", "https://a/b",
                        "scan.poll-interval", "1 s",
                        "format", "nothing",
                        "error.jq", ".e")))
        .hasMessageContaining(
            "\n  - 'error.jq': it needs 'format' = 'json' or 'ndjson', but that is 'nothing'.");
  }

  @Test
  void should_check_the_files_of_tls() {
    assertProblem(
        Map.of("tls.client-cert", "/c.pem"), "'tls.client-cert': it needs 'tls.client-key' too.");
    assertProblem(
        Map.of("tls.client-key", "/c.key"), "'tls.client-key': it needs 'tls.client-cert' too.");
    assertProblem(
        Map.of("tls.ca", "/ca.pem", "tls.insecure", "true"),
        "'tls.insecure': any certificate is taken, so that 'tls.ca' says nothing; keep one of the"
            + " two.");
  }

  @Test
  void should_check_the_proxy() {
    String bare =
        "'proxy.url': expected http://host:port and nothing else, such as"
            + " http://proxy.example.com:3128.";
    for (String url :
        List.of("p:3128", "https://p:3128", "http://p", "http://p:1/x", "http://:1")) {
      assertProblem(Map.of("proxy.url", url), bare);
    }
    assertProblem(
        Map.of("proxy.url", "http://u:hidden@p:3128"),
        "'proxy.url': it holds credentials; put them into 'proxy.username' and"
            + " 'proxy.password'.");
    assertProblem(
        Map.of("proxy.url", "http://p:3128", "proxy.username", "u"),
        "'proxy.username': it needs 'proxy.password' too.");
    assertProblem(
        Map.of("proxy.url", "http://p:3128", "proxy.password", "SECRET p"),
        "'proxy.password': it needs 'proxy.username' too.");
    assertProblem(
        Map.of("proxy.no-proxy", "a/8", "proxy.username", "u", "proxy.password", "SECRET 1"),
        "'proxy.password': in SECRET 1 '1' cannot name a secret; expected a name of letters,"
            + " digits, '_' and '-' that starts with a letter or '_'.",
        "'proxy.no-proxy': found 'a/8', expected a list of hosts: 'a/8' is no name, address or"
            + " network such as 10.0.0.0/8.",
        "'proxy.username': it needs 'proxy.url'.",
        "'proxy.password': it needs 'proxy.url'.",
        "'proxy.no-proxy': it needs 'proxy.url'.");
  }

  private static HttpSourceConfig read(Map<String, String> options) {
    FlinkFormats formats =
        new FlinkFormats(new HttpTableSourceFactory(), TableContexts.of(COLUMNS, options));
    return new HttpOptionsReader(
            "`c`.`d`.`t`",
            COLUMNS,
            Set.of("error"),
            options,
            false,
            HttpOptionsReaderTest.class.getClassLoader(),
            formats)
        .read();
  }
}
