package io.sqluice.http.function;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.TextTable;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JQ and JQ_EACH say of filters and texts that are wrong, at planning and on a MiniCluster.
 */
@Timeout(120)
class JqProblemsTest {

  @Test
  void should_refuse_a_literal_filter_that_does_not_compile_at_planning() {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, "1");

    assertThatThrownBy(
            () -> texts.tables().explainSql("SELECT JQ(body, '.a | nosuch') FROM bodies"))
        .rootCause()
        .hasMessage(
            "the jq program \".a | nosuch\" uses nosuch/0, which neither it nor jq (here"
                + " jackson-jq) defines");
    assertThatThrownBy(
            () ->
                texts
                    .tables()
                    .explainSql("SELECT * FROM bodies, LATERAL TABLE(JQ_EACH(body, '.a |')) AS o"))
        .rootCause()
        .hasMessageStartingWith("jq does not understand \".a |\": ");
  }

  @Test
  void should_refuse_what_is_no_text() {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, "1");

    assertThatThrownBy(() -> texts.tables().explainSql("SELECT JQ(id, '.a') FROM bodies"))
        .rootCause()
        .hasMessageContaining("STRING");
  }

  @Test
  void should_say_which_text_is_not_json() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "<html>", "{}");

    assertThatThrownBy(() -> texts.rows("SELECT JQ(body, '.a') FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the text is not JSON (line 1, column 1): Unexpected character ('<' (code 60)):"
                + " expected a valid value (JSON String, Number, Array, Object or token 'null',"
                + " 'true' or 'false'); it starts with \"<html>\"; leave such rows out, as with"
                + " WHERE ... IS JSON, or correct what makes the text");
  }

  @Test
  void should_say_what_a_filter_failed_over() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "[1, \"x\"]");

    assertThatThrownBy(
            () ->
                texts.rows(
                    "SELECT * FROM bodies,"
                        + " LATERAL TABLE(JQ_EACH(body, '.[] | tonumber')) AS o"))
        .rootCause()
        .hasMessage(
            "JQ_EACH: the filter \".[] | tonumber\" failed over [1,\"x\"]: string (\"x\") cannot be parsed as a number; correct it, or put it"
                + " into (...)? to do without what fails");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT JQ(body, 'reduce range(2000) as $i (0; [.])') FROM bodies",
        "SELECT o.* FROM bodies, LATERAL TABLE(JQ_EACH(body, 'reduce range(2000) as $i (0; [.])')) AS o"
      })
  void should_refuse_to_write_what_is_nested_too_deeply(String query) {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "{}");

    assertThatThrownBy(() -> texts.rows(query))
        .rootCause()
        .hasMessageContaining(
            "failed over {}: Document nesting depth (1001) exceeds the maximum allowed (1000, from ");
  }

  @Test
  void should_say_what_is_wrong_with_a_literal() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH);

    assertThatThrownBy(() -> texts.rows("SELECT JQ('{', '.a')"))
        .rootCause()
        .hasMessageStartingWith("JQ: the text is not JSON (line 1, column 2): ");
  }

  @Test
  void should_say_which_filter_of_a_column_does_not_compile() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "nosuch", "alike");

    assertThatThrownBy(() -> texts.rows("SELECT JQ('1', body) FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the jq program \"nosuch\" uses nosuch/0, which neither it nor jq (here"
                + " jackson-jq) defines");
  }

  @Test
  void should_end_a_filter_that_takes_too_long() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "{}");
    texts
        .tables()
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("jq.timeout", "200 ms"));

    assertThatThrownBy(() -> texts.rows("SELECT JQ(body, 'last(range(1e18))') FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the filter did not finish within 200 ms; simplify it, or set the job parameter"
                + " 'jq.timeout' higher; the filter is \"last(range(1e18))\", the text starts with"
                + " \"{}\"");
  }

  @Test
  void should_refuse_a_limit_that_is_no_duration() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "{}");
    texts
        .tables()
        .getConfig()
        .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("jq.timeout", "soon"));

    assertThatThrownBy(() -> texts.rows("SELECT JQ(body, '.') FROM bodies"))
        .rootCause()
        .hasMessage(
            "The job parameter 'jq.timeout' (in pipeline.global-job-parameters): found 'soon',"
                + " expected a duration greater than zero such as '30 s'.");
  }

  private static TextTable texts(RuntimeExecutionMode mode, String... texts) {
    TextTable table = TextTable.of(mode, texts);
    table.tables().createTemporarySystemFunction("JQ", JqFunction.class);
    table.tables().createTemporarySystemFunction("JQ_EACH", JqEachFunction.class);
    return table;
  }
}
