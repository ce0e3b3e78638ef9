package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys of all scalar types in all places of a request, and keys that are NULL. */
@Timeout(120)
class KeyTypesTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  /**
   * A key.
   *
   * @param text as the request has it where it is text
   * @param json as JSON has it
   */
  private record Key(String name, String type, Object value, String text, String json) {}

  private static final List<Key> KEYS =
      List.of(
          new Key("bo", "BOOLEAN", true, "true", "true"),
          new Key("ti", "TINYINT", (byte) -7, "-7", "-7"),
          new Key("sm", "SMALLINT", (short) 300, "300", "300"),
          new Key("nt", "INT", 70000, "70000", "70000"),
          new Key("bi", "BIGINT", Long.MAX_VALUE, "9223372036854775807", "9223372036854775807"),
          new Key("fl", "FLOAT", 1.5f, "1.5", "1.5"),
          new Key("du", "DOUBLE", 0.1, "0.1", "0.1"),
          new Key(
              "de",
              "DECIMAL(20, 4)",
              new BigDecimal("1234567890.1200"),
              "1234567890.1200",
              "1234567890.1200"),
          new Key("ch", "CHAR(3)", "abc", "abc", "\"abc\""),
          new Key("vc", "VARCHAR(9)", "two words", "two words", "\"two words\""),
          new Key("bs", "BYTES", new byte[] {-5, -1, 62, 63}, "+/8+Pw==", "\"+/8+Pw==\""),
          new Key("da", "DATE", LocalDate.of(2024, 2, 29), "2024-02-29", "\"2024-02-29\""),
          new Key("tm", "TIME(0)", LocalTime.of(9, 5), "09:05:00", "\"09:05:00\""),
          new Key(
              "ts",
              "TIMESTAMP(3)",
              LocalDateTime.parse("2024-02-29T12:30:00.250"),
              "2024-02-29T12:30:00.25",
              "\"2024-02-29T12:30:00.25\""),
          new Key(
              "tz",
              "TIMESTAMP_LTZ(3)",
              Instant.parse("2024-02-29T12:30:00.250Z"),
              "2024-02-29T12:30:00.250Z",
              "\"2024-02-29T12:30:00.250Z\""));

  private static String each(String separator, Function<Key, String> part) {
    return KEYS.stream().map(part).collect(Collectors.joining(separator));
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    KEYS.forEach(key -> texts.put(key.name(), key.text()));
    return texts;
  }

  private static LoggedRequest request(String method, Function<Key, List<String>> options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("url", "{api}/o", "method", method));
    KEYS.forEach(key -> all.addAll(options.apply(key)));
    return request(all);
  }

  /** What one row, which has all keys, asks; the row that comes out has the same values. */
  private static LoggedRequest request(List<String> options) throws Exception {
    BENCH.answer("{\"v\":1}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    Object[] values = KEYS.stream().map(Key::value).toArray();
    input(tables, each(", ", key -> key.name() + " " + key.type()), Row.of(values));
    BENCH.lookup(
        tables,
        each(", ", key -> "$" + key.name() + " " + key.type()) + ", v INT",
        options.toArray(String[]::new));

    Ended ended =
        BENCH.run(
            tables,
            "SELECT "
                + each(", ", key -> "o.`$" + key.name() + "`")
                + ", o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON "
                + each(" AND ", key -> "i." + key.name() + " = o.`$" + key.name() + "`"));

    assertThat(ended.failure()).isNull();
    List<Object> row = new ArrayList<>(List.of(values));
    row.add(1);
    assertThat(ended.rows()).containsExactly(Row.of(row.toArray()));
    assertThat(BENCH.requests()).hasSize(1);
    return BENCH.requests().get(0);
  }

  private static Map<String, String> decoded(String pairs) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String pair : pairs.split("&")) {
      String[] parts = pair.split("=", 2);
      decoded.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return decoded;
  }

  @Test
  void should_stand_in_the_path() throws Exception {
    // when
    String url = "{api}/o/" + each("/", key -> "$" + key.name());
    String path = request(List.of("url", url)).getUrl();

    // then
    List<String> steps =
        List.of(path.split("/")).stream()
            .map(step -> URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    assertThat(steps.subList(2, steps.size())).containsExactlyElementsOf(texts().values());
  }

  @Test
  void should_stand_in_the_query_of_the_url() throws Exception {
    // when
    String url = "{api}/o?" + each("&", key -> key.name() + "=$" + key.name());
    String target = request(List.of("url", url)).getUrl();

    // then
    assertThat(decoded(target.substring("/o?".length()))).isEqualTo(texts());
  }

  @Test
  void should_stand_in_params() throws Exception {
    // when
    String target =
        request("GET", key -> List.of("params." + key.name(), "{{" + key.name() + "}}")).getUrl();

    // then
    assertThat(decoded(target.substring("/o?".length()))).isEqualTo(texts());
  }

  @Test
  void should_stand_in_headers() throws Exception {
    // when
    LoggedRequest request =
        request("GET", key -> List.of("headers.X-" + key.name(), "$" + key.name()));

    // then
    Map<String, String> headers = new LinkedHashMap<>();
    KEYS.forEach(key -> headers.put(key.name(), request.getHeader("X-" + key.name())));
    assertThat(headers).isEqualTo(texts());
  }

  @Test
  void should_stand_in_a_form() throws Exception {
    // when
    LoggedRequest request = request("POST", key -> List.of("form." + key.name(), "$" + key.name()));

    // then
    assertThat(request.getHeader("Content-Type")).startsWith("application/x-www-form-urlencoded");
    assertThat(decoded(request.getBodyAsString())).isEqualTo(texts());
  }

  @Test
  void should_keep_their_type_in_json() throws Exception {
    // when
    LoggedRequest request =
        request("POST", key -> List.of("json.key." + key.name(), "$" + key.name()));

    // then
    assertThat(request.getHeader("Content-Type")).startsWith("application/json");
    assertThat(request.getBodyAsString()).isEqualTo("{\"key\":{" + byName() + "}}");
  }

  @Test
  void should_keep_their_type_in_a_json_body() throws Exception {
    // when
    String body = "{" + each(",", key -> "\"" + key.name() + "\":$" + key.name()) + "}";
    LoggedRequest request =
        request(
            List.of(
                "url",
                "{api}/o",
                "method",
                "POST",
                "headers.Content-Type",
                "application/json",
                "body",
                body));

    // then
    assertThat(request.getBodyAsString())
        .isEqualTo("{" + each(",", key -> "\"" + key.name() + "\":" + key.json()) + "}");
  }

  /** JSON objects keep the order of the options, which is that of their names. */
  private static String byName() {
    return KEYS.stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .map(key -> "\"" + key.name() + "\":" + key.json())
        .collect(Collectors.joining(","));
  }

  @Test
  void should_stand_in_a_body_of_text() throws Exception {
    // when
    LoggedRequest request =
        request(
            List.of(
                "url",
                "{api}/o",
                "method",
                "POST",
                "headers.Content-Type",
                "text/plain",
                "body",
                each("|", key -> "$" + key.name())));

    // then
    assertThat(request.getBodyAsString()).isEqualTo(String.join("|", texts().values()));
  }
}
