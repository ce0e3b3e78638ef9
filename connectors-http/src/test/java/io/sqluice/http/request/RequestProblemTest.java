package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestProblemTest {

  private static final String URL = "https://api.example.com/v1/items";

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                       | '' has no scheme; expected an absolute URL such as"
            + " https://api.example.com/v1/items",
        "api.example.com/items    | 'api.example.com/items' has no scheme; expected an absolute URL"
            + " such as https://api.example.com/v1/items",
        "/items?u=http://h        | '/items?u=http://h' has no scheme; expected an absolute URL such"
            + " as https://api.example.com/v1/items",
        "me:secret@h/items        | '***@h/items' has no scheme; expected an absolute URL such as"
            + " https://api.example.com/v1/items",
        "ftp://h/items            | the scheme is 'ftp'; expected http or https",
        "https:///items           | there is no host behind '://'; expected an absolute URL such as"
            + " https://api.example.com/v1/items",
        "https://:80/items        | there is no host behind '://'; expected an absolute URL such as"
            + " https://api.example.com/v1/items",
        "https://me:secret@h/     | there is a user or password before the '@' of the host; expected"
            + " none, because a URL ends up in logs: send credentials in headers.Authorization",
        "https://a b/             | the host is 'a b'; expected a name, an IPv4 address or an IPv6"
            + " address in brackets, and a port behind ':' if any",
        "https://bücher.example/  | the host is 'bücher.example'; expected a name, an IPv4 address or"
            + " an IPv6 address in brackets, and a port behind ':' if any; write"
            + " xn--bcher-kva.example",
        "https://h:http/          | the host is 'h:http'; expected a name, an IPv4 address or an IPv6"
            + " address in brackets, and a port behind ':' if any",
        "https://h:70000/         | the port is 70000; expected 1 to 65535",
        "https://h/a#b            | there is a '#' in the path, but a fragment is never sent to a"
            + " server; expected none, or %23 for the sign itself",
        "https://h/?a=1#b         | there is a '#' in the query, but a fragment is never sent to a"
            + " server; expected none, or %23 for the sign itself",
        "https://h/a b/é/[c]      | the path holds characters that a URL cannot; write %20 for ' ',"
            + " %C3%A9 for 'é', %5B for '[', %5D for ']'",
        "`https://h/?a=\n`        | the query holds characters that a URL cannot; write %0A for"
            + " '<U+000A>'",
        "https://h/100%/a         | the path has a '%' that two hexadecimal digits do not follow;"
            + " expected an escape such as %20, or %25 for the sign itself",
        "https://h/?q=%2{{trigger_time}} | the query has a '%' that two hexadecimal digits do not"
            + " follow; expected an escape such as %20, or %25 for the sign itself",
        "{{trigger_time}}         | {{trigger_time}} stands before the path, but a value can never"
            + " choose scheme, host or port; expected them spelt out, and a '/' before the first"
            + " placeholder",
        "https://{{trigger_time}}.h/ | {{trigger_time}} stands before the path, but a value can"
            + " never choose scheme, host or port; expected them spelt out, and a '/' before the"
            + " first placeholder",
        "https://h:8{{trigger_time:ss}} | {{trigger_time:ss}} stands before the path, but a value"
            + " can never choose scheme, host or port; expected them spelt out, and a '/' before the"
            + " first placeholder",
        "https://h/{{symbol}}     | unknown placeholder '{{symbol}}'; this table knows"
            + " {{trigger_time}}, {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for two literal braces write {{{{}}",
      })
  void should_say_what_is_wrong_with_a_url(String url, String message) {
    // given
    RequestConfig config =
        new RequestConfig("GET", url, Map.of(), Map.of(), Map.of(), Map.of(), null);

    // when, then
    assertThat(problems(config)).containsExactly(new RequestProblem("url", message));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "X Bad   § a    § 'X Bad' is no header name; expected letters, digits and any of"
            + " !#$%&'*+-.^_`|~ (RFC 9110, 5.6.2)",
        "``      § a    § '' is no header name; expected letters, digits and any of !#$%&'*+-.^_`|~"
            + " (RFC 9110, 5.6.2)",
        "Host    § a    § the client sets Host itself, from the url and the body; remove it",
        "CONTENT-LENGTH § 1 § the client sets CONTENT-LENGTH itself, from the url and the body;"
            + " remove it",
        "transfer-encoding § chunked § the client sets transfer-encoding itself, from the url and"
            + " the body; remove it",
        "Connection § close § the client sets Connection itself, from the url and the body; remove"
            + " it",
        "X-A     § `a\nb` § the value holds the character U+000A, which cannot stand in"
            + " a header; expected printable US-ASCII (percent-encode the rest if the API decodes"
            + " it)",
        "X-A     § $a   § unknown placeholder '$a'; this table knows {{trigger_time}},"
            + " {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for a dollar sign write $$",
      })
  void should_say_what_is_wrong_with_a_header(String name, String value, String message) {
    // given
    RequestConfig config =
        new RequestConfig("GET", URL, Map.of(name, value), Map.of(), Map.of(), Map.of(), null);

    // when, then
    assertThat(problems(config)).containsExactly(new RequestProblem("headers." + name, message));
  }

  @Test
  void should_refuse_a_header_that_is_given_twice() {
    // given
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "a");
    headers.put("accept", "b");

    // when, then
    assertThat(problems(new RequestConfig("GET", URL, headers, Map.of(), Map.of(), Map.of(), null)))
        .containsExactly(
            new RequestProblem(
                "headers.accept",
                "the header is given twice, also as headers.Accept; expected one of them"));
  }

  @Test
  void should_refuse_an_unknown_method() {
    assertThat(
            problems(new RequestConfig("get", URL, Map.of(), Map.of(), Map.of(), Map.of(), null)))
        .containsExactly(
            new RequestProblem(
                "method", "'get' is not supported; expected GET, POST, PUT, PATCH or DELETE"));
  }

  @Test
  void should_refuse_a_body_on_get() {
    assertThat(
            problems(
                new RequestConfig(
                    "GET", URL, Map.of(), Map.of(), Map.of("a.b", "1"), Map.of(), null)))
        .containsExactly(
            new RequestProblem(
                "method",
                "GET sends no body (RFC 9110, 9.3.1), but json.a.b gives one; expected 'method' ="
                    + " 'POST', or params.* for the query"));
  }

  @Test
  void should_refuse_two_bodies() {
    assertThat(
            problems(
                new RequestConfig(
                    "POST", URL, Map.of(), Map.of(), Map.of("a", "1"), Map.of("b", "1"), "{}")))
        .containsExactly(
            new RequestProblem(
                "body",
                "body and json.a and form.b give more than one body; expected one of body, json.*"
                    + " and form.*"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a   | a.b   | a.b   | json.a is a value, and json.a.b makes it an object; expected one of"
            + " the two",
        "a.b | a     | a     | json.a is a value, and json.a.b makes it an object; expected one of"
            + " the two",
        "x.a | x.a.b.c | x.a.b.c | json.x.a is a value, and json.x.a.b.c makes it an object; expected"
            + " one of the two",
        "a   | b..c  | b..c  | the path has an empty key; expected keys with one dot between them,"
            + " such as a.b",
      })
  void should_refuse_json_paths_that_do_not_fit(
      String first, String second, String option, String message) {
    // given
    Map<String, String> json = new LinkedHashMap<>();
    json.put(first, "1");
    json.put(second, "2");

    // when, then
    assertThat(problems(new RequestConfig("POST", URL, Map.of(), Map.of(), json, Map.of(), null)))
        .containsExactly(new RequestProblem("json." + option, message));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,}               | line 1, column 9: Unexpected character ('}' (code 125)): was"
            + " expecting double-quote to start field name",
        "{\"a\":1{{trigger_time}}} | line 1, column 7: Unexpected character ('\"' (code 34)): was"
            + " expecting comma to separate Object entries",
        "{{trigger_time}} 1        | line 1, column 18: there is more behind the JSON value",
        "`  `                      | it is empty",
      })
  void should_refuse_a_body_that_is_not_json(String body, String reason) {
    // given
    RequestConfig config =
        new RequestConfig("POST", URL, Map.of(), Map.of(), Map.of(), Map.of(), body);

    // when, then
    assertThat(problems(config))
        .containsExactly(
            new RequestProblem(
                "body",
                "the body is not valid JSON ("
                    + reason
                    + "); expected JSON, because the content type is application/json; set"
                    + " headers.Content-Type if it is another format"));
  }

  @Test
  void should_report_all_problems_together() {
    // given
    RequestConfig config =
        new RequestConfig(
            "FETCH",
            "ftp://h:0/$a",
            Map.of("Host", "h"),
            Map.of("p", "{{b}}"),
            Map.of(),
            Map.of("f", "$c"),
            null);

    // when, then
    String known =
        "this table knows {{trigger_time}}, {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; ";
    assertThatThrownBy(() -> RequestTemplate.compile(config, RequestConfig.SOURCE_VARIABLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            String.join(
                "\n",
                "method: 'FETCH' is not supported; expected GET, POST, PUT, PATCH or DELETE",
                "url: unknown placeholder '$a'; " + known + "for a dollar sign write $$",
                "url: the scheme is 'ftp'; expected http or https",
                "url: the port is 0; expected 1 to 65535",
                "headers.Host: the client sets Host itself, from the url and the body; remove it",
                "params.p: unknown placeholder '{{b}}'; "
                    + known
                    + "for two literal braces write {{{{}}",
                "form.f: unknown placeholder '$c'; " + known + "for a dollar sign write $$"));
  }

  @Test
  void should_find_no_problem_in_a_request_that_is_right() {
    assertThat(
            problems(
                new RequestConfig(
                    "POST",
                    URL,
                    Map.of("Accept", "*/*"),
                    Map.of("p", "1"),
                    Map.of(),
                    Map.of(),
                    "{\"at\": {{trigger_time}}}")))
        .isEmpty();
  }

  private static List<RequestProblem> problems(RequestConfig config) {
    return RequestTemplate.problems(config, RequestConfig.SOURCE_VARIABLES, null);
  }
}
