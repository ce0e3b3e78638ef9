package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys that are made to do harm reach the server as data, or not at all. */
@Timeout(120)
class HostileKeysTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String LONG = "x/".repeat(32_768);

  private static final List<String> KEYS =
      List.of(
          "plain",
          "?x=1",
          "&k=other",
          ";k=other",
          "#fragment",
          "@evil.example",
          "//evil.example/",
          "https://evil.example/",
          "a/b",
          "a\\b",
          "%2e%2e",
          "%2e%2e%2f",
          "%",
          "+",
          " ",
          "line\nbreak",
          "a\r\nX-Injected: 1\r\n\r\nGET /evil HTTP/1.1",
          "\u0000",
          "a\u0000b",
          "\"}, \"admin\": true, {\"",
          "'; DROP TABLE o; --",
          "${k}$k{{k}}{{secret.name}}",
          "größe",
          "日本",
          "🚀",
          "...",
          LONG);

  private static final List<String> STEPS =
      List.of("..", ".", "../", "../../admin", "a/../b", "..\\", "a/.");

  private static final String TABLE = "Table default_catalog.default_database.o: ";

  private static final String JOIN =
      "SELECT i.n, o.v, o.error FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`";

  /** Looks up all keys, one after another. */
  private static Ended ask(List<String> keys, String... options) throws Exception {
    BENCH.answer("{\"v\":1}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(
        tables,
        "n INT, k STRING",
        IntStream.range(0, keys.size()).mapToObj(n -> Row.of(n, keys.get(n))).toArray(Row[]::new));
    List<String> all =
        new ArrayList<>(List.of("lookup.async", "false", "lookup.error-policy", "emit"));
    all.addAll(Arrays.asList(options));
    BENCH.lookup(tables, "$k STRING, v INT, error STRING METADATA", all.toArray(String[]::new));
    return BENCH.run(tables, JOIN);
  }

  private static void assertAllAnswered(Ended ended) {
    assertAllAnswered(KEYS, ended);
  }

  private static void assertAllAnswered(List<String> keys, Ended ended) {
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, keys.size()).mapToObj(n -> Row.of(n, 1, null)).toList());
    assertThat(BENCH.requests()).hasSize(keys.size());
    assertThat(BENCH.requests())
        .allMatch(request -> request.getHeader("X-Injected") == null)
        .allMatch(request -> BENCH.api().baseUrl().endsWith(request.getHeader("Host")));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without NUL, which this server refuses in a path, encoded as it is. */
  @Test
  void should_be_one_step_of_the_path() throws Exception {
    // when
    List<String> keys = KEYS.stream().filter(key -> key.indexOf(0) < 0).toList();
    Ended ended = ask(keys, "url", "{api}/v1/$k/end?q=1");

    // then
    assertAllAnswered(keys, ended);
    List<String> steps = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      assertThat(request.getUrl()).matches("/v1/[^/?]+/end\\?q=1");
      steps.add(decoded(request.getUrl().split("/")[2]));
    }
    assertThat(steps).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void should_not_walk_through_the_path() throws Exception {
    // when
    Ended ended = ask(STEPS, "url", "{api}/v1/$k/end");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, STEPS.size())
                .mapToObj(
                    n ->
                        Row.of(
                            n,
                            null,
                            "nothing was asked, because the value '"
                                + STEPS.get(n)
                                + "' of $k cannot stand in a URL's path, because '.' and '..'"
                                + " are steps to other paths; expected a text without them"))
                .toList());
    assertThat(BENCH.requests()).isEmpty();
  }

  @Test
  void should_fail_the_job_where_an_empty_key_has_no_place() throws Exception {
    // when
    Ended ended = ask(List.of(""), "url", "{api}/v1/$k/end", "lookup.error-policy", "fail");

    // then
    assertThat(ended.failure())
        .isEqualTo(
            TABLE
                + "nothing was asked, because the value '' of $k cannot stand in a URL's"
                + " path; expected a text that is not empty");
    assertThat(BENCH.requests()).isEmpty();
  }

  @Test
  void should_be_one_value_of_the_query() throws Exception {
    // when
    Ended ended = ask(KEYS, "url", "{api}/o?k=$k&z=1");

    // then
    assertAllAnswered(ended);
    List<String> values = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      assertThat(request.getUrl()).matches("/o\\?k=[^&#]+&z=1");
      values.add(decoded(request.getUrl().replaceAll("^/o\\?k=|&z=1$", "")));
    }
    assertThat(values).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void should_be_one_parameter() throws Exception {
    // when
    Ended ended = ask(KEYS, "url", "{api}/o", "params.k", "<$k>");

    // then
    assertAllAnswered(ended);
    List<String> values = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      assertThat(request.getUrl()).matches("/o\\?k=[^&#]+");
      values.add(URLDecoder.decode(request.getUrl().substring(5), StandardCharsets.UTF_8));
    }
    assertThat(values)
        .containsExactlyInAnyOrderElementsOf(KEYS.stream().map(key -> "<" + key + ">").toList());
  }

  @Test
  void should_be_one_field_of_a_form() throws Exception {
    // when
    Ended ended = ask(KEYS, "url", "{api}/o", "method", "POST", "form.k", "$k", "form.z", "1");

    // then
    assertAllAnswered(ended);
    List<String> values = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      assertThat(request.getBodyAsString()).matches("k=[^&]+&z=1");
      values.add(
          URLDecoder.decode(
              request.getBodyAsString().replaceAll("^k=|&z=1$", ""), StandardCharsets.UTF_8));
    }
    assertThat(values).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void should_be_one_string_of_json() throws Exception {
    // when
    Ended ended = ask(KEYS, "url", "{api}/o", "method", "POST", "json.k", "$k", "json.z", "1");

    // then
    assertAllAnswered(ended);
    List<String> values = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      var json = new ObjectMapper().readTree(request.getBodyAsString());
      assertThat(json.fieldNames()).toIterable().containsExactly("k", "z");
      values.add(json.get("k").textValue());
    }
    assertThat(values).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void should_be_one_string_of_a_json_body() throws Exception {
    // when
    Ended ended =
        ask(
            KEYS,
            "url",
            "{api}/o",
            "method",
            "POST",
            "headers.Content-Type",
            "application/json",
            "body",
            "{\"k\": \"<$k>\", \"z\": $k}");

    // then
    assertAllAnswered(ended);
    List<String> values = new ArrayList<>();
    for (LoggedRequest request : BENCH.requests()) {
      var json = new ObjectMapper().readTree(request.getBodyAsString());
      assertThat(json.fieldNames()).toIterable().containsExactly("k", "z");
      assertThat(json.get("k").textValue()).isEqualTo("<" + json.get("z").textValue() + ">");
      values.add(json.get("z").textValue());
    }
    assertThat(values).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  /** What a header cannot hold is not sent; the rest arrives as it is, but for space around it. */
  @Test
  void should_be_one_header() throws Exception {
    // given
    List<String> fit =
        KEYS.stream().filter(key -> key.chars().allMatch(c -> c >= ' ' && c <= '~')).toList();

    // when
    Ended ended = ask(KEYS, "url", "{api}/o", "headers.X-Key", "<$k>");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(BENCH.requests())
        .extracting(request -> request.getHeader("X-Key"))
        .containsExactlyInAnyOrderElementsOf(fit.stream().map(key -> "<" + key + ">").toList());
    assertThat(BENCH.requests()).allMatch(request -> request.getHeader("X-Injected") == null);
    for (Row row : ended.rows()) {
      String key = KEYS.get((int) row.getField(0));
      assertThat(row.getField("error") == null).as(key).isEqualTo(fit.contains(key));
    }
    int injection = KEYS.indexOf("a\r\nX-Injected: 1\r\n\r\nGET /evil HTTP/1.1");
    assertThat(ended.rows())
        .filteredOn(row -> row.getField("n").equals(injection))
        .extracting(row -> row.getField("error"))
        .containsExactly(
            "nothing was asked, because the value 'a<U+000D><U+000A>X-Injected:"
                + " 1<U+000D><U+000A><U+000D><U+000A>GET /evil HTTP/1.1' of $k holds the character"
                + " U+000D, which cannot stand in a header; expected printable US-ASCII"
                + " (percent-encode the rest if the API decodes it)");
  }
}
