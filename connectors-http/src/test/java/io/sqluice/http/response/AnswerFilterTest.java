package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.AnswerCheck.Verdict;
import io.sqluice.http.client.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFilterTest {

  private static Verdict check(String error, String retry, BodyFormat format, String body) {
    return check(error, retry, format, Duration.ofSeconds(20), body);
  }

  private static Verdict check(
      String error, String retry, BodyFormat format, Duration timeout, String body) {
    return filter(error, retry, format, timeout)
        .check(answer(body.getBytes(StandardCharsets.UTF_8), "application/json"));
  }

  private static AnswerFilter filter(
      String error, String retry, BodyFormat format, Duration timeout) {
    return new AnswerFilter(
        new AnswerFilterConfig(error, retry),
        new ExtractionConfig(
            RowType.of(new BigIntType()),
            format,
            null,
            timeout,
            new TimestampRules(EpochUnit.AUTO, null),
            new TextRules(null, 1 << 20),
            DecodeErrorPolicy.FAIL),
        new JqThreadPool());
  }

  private static HttpResponse answer(byte[] body, String type) {
    return new HttpResponse(200, Map.of("content-type", List.of(type)), body, "http://h/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".error | {\"error\":\"no such coin\"} | an error: no such coin",
        ".error | {\"error\":null} | ",
        ".error | {\"error\":false} | ",
        ".error | {} | ",
        ".error | {\"error\":0} | an error: 0",
        ".error | {\"error\":\"\"} | an error without text",
        ".error | {\"error\":{\"code\":7}} | an error: {\"code\":7}",
        ".ok == false | {\"ok\":false} | an error by 'error.jq'",
        ".ok == false | {\"ok\":true} | ",
        "select(.code != \"200000\") .msg | {\"code\":\"400100\",\"msg\":\"bad\"} | an error: bad",
        ".errors[]? | {\"errors\":[null,false,\"third\"]} | an error: third",
        ".errors[]? | {\"errors\":[]} | ",
        "empty | {} | ",
        ".[0].error | [{\"error\":\"x\"}] | an error: x",
        ". | \"just text\" | an error: just text",
      })
  void should_take_a_result_other_than_null_and_false_for_a_failure(
      String program, String body, String failure) {
    assertThat(check(program, null, BodyFormat.JSON, body)).isEqualTo(new Verdict(failure, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":\"busy\",\"code\":429} | true",
        "{\"error\":\"bad\",\"code\":400} | false",
        "{\"code\":429} | false",
      })
  void should_try_again_what_the_other_program_says(String body, boolean retryable) {
    assertThat(check(".error", ".code == 429", BodyFormat.JSON, body).retryable())
        .isEqualTo(retryable);
  }

  @Test
  void should_cut_and_clean_the_message() {
    String failure =
        check(
                ".e",
                null,
                BodyFormat.JSON,
                "{\"e\":\"a\\r\\n\\tb\\u0000\\u001bc" + "x".repeat(999) + "\"}")
            .failure();

    assertThat(failure).startsWith("an error: a b cxxx").endsWith("xxx…").hasSizeLessThan(320);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<!DOCTYPE html>", "{\"error\":", "{} {}"})
  void should_leave_what_is_not_json_to_who_reads_the_rows(String body) {
    assertThat(check(".error", null, BodyFormat.JSON, body)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void should_find_an_error_in_any_line() {
    assertThat(
            check(
                ".error",
                ".busy",
                BodyFormat.NDJSON,
                "{\"n\":1}\n\nnot json\n{\"error\":\"cut off\",\"busy\":1}\n{\"error\":\"later\"}"))
        .isEqualTo(new Verdict("an error: cut off", true));
    assertThat(check(".error", null, BodyFormat.NDJSON, "{\"n\":1}\n{\"n\":2}\n"))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void should_read_the_body_in_its_charset() {
    AnswerFilter filter = filter(".e", null, BodyFormat.JSON, Duration.ofSeconds(20));

    assertThat(
            filter.check(
                answer(
                    "{\"e\":\"größer\"}".getBytes(Charset.forName("windows-1252")),
                    "application/json; charset=iso-8859-1")))
        .isEqualTo(new Verdict("an error: größer", false));
    assertThat(filter.check(answer("{}".getBytes(StandardCharsets.UTF_8), "a/b; charset=none")))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void should_take_a_program_that_fails_for_a_failure() {
    assertThat(check(".a.b", null, BodyFormat.JSON, "[]").failure())
        .startsWith("not to be judged: 'error.jq' failed over it: ");
    assertThat(check(".e", ".a.b", BodyFormat.JSON, "{\"e\":1,\"a\":[]}"))
        .matches(verdict -> !verdict.retryable())
        .extracting(Verdict::failure)
        .asString()
        .startsWith("not to be judged: 'retry.jq' failed over it: ");
  }

  @Test
  void should_take_a_program_without_end_for_a_failure() {
    assertThat(
            check("last(range(1; infinite))", null, BodyFormat.JSON, Duration.ofMillis(200), "{}"))
        .isEqualTo(
            new Verdict(
                "not to be judged: the jq program did not finish within 200 ms; simplify it, or set"
                    + " jq.timeout higher",
                false));
  }

  @Test
  void should_survive_recursion_without_end() {
    assertThat(check("def f: f | .; f", null, BodyFormat.JSON, "{}").failure())
        .startsWith("not to be judged: 'error.jq' failed over it: its recursion is too deep");
  }
}
