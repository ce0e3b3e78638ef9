package io.sqluice.http.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JQ and JQ_EACH in SQL, on a MiniCluster. */
@Timeout(120)
class JqFunctionsTest {

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_the_first_output_as_text(RuntimeExecutionMode mode) throws Exception {
    // given
    StreamTableEnvironment tables = tables(mode);
    json(
        tables,
        "{\"a\": \"plain \\\"text\\\"\"}",
        "{\"a\": 1.10}",
        "{\"a\": 12345678901234567890}",
        "{\"a\": {\"b\": [1, 2.50, null]}}",
        "{\"a\": true}",
        "{\"a\": null}",
        "{\"other\": 1}",
        " ",
        null);

    // then
    assertThat(rows(tables, "SELECT id, JQ(body, '.a') FROM bodies"))
        .containsExactly(
            Row.of(0, "plain \"text\""),
            Row.of(1, "1.10"),
            Row.of(2, "12345678901234567890"),
            Row.of(3, "{\"b\":[1,2.50,null]}"),
            Row.of(4, "true"),
            Row.of(5, null),
            Row.of(6, null),
            Row.of(7, null),
            Row.of(8, null));
  }

  @Test
  void should_give_null_when_there_is_no_output_or_no_filter() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "[1, 2, 3]");

    assertThat(
            rows(
                tables,
                "SELECT JQ(body, 'empty'), JQ(body, '.[] | select(. > 1)'),"
                    + " JQ(body, CAST(NULL AS STRING)) FROM bodies"))
        .containsExactly(Row.of(null, "2", null));
  }

  @Test
  void should_stop_at_the_first_output() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "1");

    assertThat(rows(tables, "SELECT JQ(body, '., error(\"never reached\")') FROM bodies"))
        .containsExactly(Row.of("1"));
  }

  @Test
  void should_take_filters_from_a_column() throws Exception {
    // given
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING);
    List<Row> given = new ArrayList<>();
    List<Row> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      given.add(Row.of("[" + i + "]", ".[0] + " + i));
      expected.add(Row.of(String.valueOf(2 * i)));
    }
    view(
        tables,
        "pairs",
        Types.ROW_NAMED(new String[] {"body", "f"}, Types.STRING, Types.STRING),
        given.toArray(Row[]::new));

    // then
    assertThat(rows(tables, "SELECT JQ(body, f) FROM pairs"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void should_take_literals_and_named_arguments() throws Exception {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);

    assertThat(
            rows(
                tables,
                "SELECT JQ('{\"a\": [1]}', '.a'), JQ(json => '\"it''s\"', `filter` => '.')"))
        .containsExactly(Row.of("[1]", "it's"));
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_a_row_an_output(RuntimeExecutionMode mode) throws Exception {
    // given
    StreamTableEnvironment tables = tables(mode);
    json(tables, "[\"x\", 1.0, null]", "[]", null, "", "[{\"b\": 1}]");

    // then
    assertThat(
            rows(
                tables,
                "SELECT id, o.`value` FROM bodies, LATERAL TABLE(JQ_EACH(body, '.[]')) AS o"))
        .containsExactly(Row.of(0, "x"), Row.of(0, "1.0"), Row.of(0, null), Row.of(4, "{\"b\":1}"));
    assertThat(
            rows(
                tables,
                "SELECT id, item FROM bodies"
                    + " LEFT JOIN LATERAL TABLE(JQ_EACH(body, '.[]')) AS o (item) ON TRUE"
                    + " WHERE id > 0"))
        .containsExactly(Row.of(1, null), Row.of(2, null), Row.of(3, null), Row.of(4, "{\"b\":1}"));
  }

  @Test
  void should_be_of_type_string() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);

    assertThat(
            tables
                .sqlQuery(
                    "SELECT JQ(a, '.') AS j, `value` FROM (VALUES 'x') AS t (a), LATERAL TABLE(JQ_EACH(a, '.'))")
                .getResolvedSchema()
                .getColumns())
        .extracting(Column::getName, Column::getDataType)
        .containsExactly(tuple("j", DataTypes.STRING()), tuple("value", DataTypes.STRING()));
  }

  @Test
  void should_refuse_a_literal_filter_that_does_not_compile_at_planning() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING);
    json(tables, "1");

    assertThatThrownBy(() -> tables.explainSql("SELECT JQ(body, '.a | nosuch') FROM bodies"))
        .rootCause()
        .hasMessage(
            "the jq program \".a | nosuch\" uses nosuch/0, which neither it nor jq (here"
                + " jackson-jq) defines");
    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM bodies, LATERAL TABLE(JQ_EACH(body, '.a |')) AS o"))
        .rootCause()
        .hasMessageStartingWith("jq does not understand \".a |\": ");
  }

  @Test
  void should_refuse_what_is_no_text() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.STREAMING);
    json(tables, "1");

    assertThatThrownBy(() -> tables.explainSql("SELECT JQ(id, '.a') FROM bodies"))
        .rootCause()
        .hasMessageContaining("STRING");
  }

  @Test
  void should_say_which_text_is_not_json() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "<html>", "{}");

    assertThatThrownBy(() -> rows(tables, "SELECT JQ(body, '.a') FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the text is not JSON (line 1, column 1): Unexpected character ('<' (code 60)):"
                + " expected a valid value (JSON String, Number, Array, Object or token 'null',"
                + " 'true' or 'false'); it starts with \"<html>\"; leave such rows out, as with"
                + " WHERE ... IS JSON, or correct what makes the text");
  }

  @Test
  void should_say_what_a_filter_failed_over() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "[1, \"x\"]");

    assertThatThrownBy(
            () ->
                rows(
                    tables,
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
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "{}");

    assertThatThrownBy(() -> rows(tables, query))
        .rootCause()
        .hasMessageContaining(
            "failed over {}: Document nesting depth (1001) exceeds the maximum allowed (1000, from ");
  }

  @Test
  void should_say_what_is_wrong_with_a_literal() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);

    assertThatThrownBy(() -> rows(tables, "SELECT JQ('{', '.a')"))
        .rootCause()
        .hasMessageStartingWith("JQ: the text is not JSON (line 1, column 2): ");
  }

  @Test
  void should_say_which_filter_of_a_column_does_not_compile() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    json(tables, "nosuch", "alike");

    assertThatThrownBy(() -> rows(tables, "SELECT JQ('1', body) FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the jq program \"nosuch\" uses nosuch/0, which neither it nor jq (here"
                + " jackson-jq) defines");
  }

  @Test
  void should_end_a_filter_that_takes_too_long() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    tables.getConfig().set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("jq.timeout", "200 ms"));
    json(tables, "{}");

    assertThatThrownBy(() -> rows(tables, "SELECT JQ(body, 'last(range(1e18))') FROM bodies"))
        .rootCause()
        .hasMessage(
            "JQ: the filter did not finish within 200 ms; simplify it, or set the job parameter"
                + " 'jq.timeout' higher; the filter is \"last(range(1e18))\", the text starts with"
                + " \"{}\"");
  }

  @Test
  void should_refuse_a_limit_that_is_no_duration() {
    StreamTableEnvironment tables = tables(RuntimeExecutionMode.BATCH);
    tables.getConfig().set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("jq.timeout", "soon"));
    json(tables, "{}");

    assertThatThrownBy(() -> rows(tables, "SELECT JQ(body, '.') FROM bodies"))
        .rootCause()
        .hasMessage(
            "The job parameter 'jq.timeout' (in pipeline.global-job-parameters): found 'soon',"
                + " expected a duration greater than zero such as '30 s'.");
  }

  private StreamTableEnvironment tables(RuntimeExecutionMode mode) {
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    environment.setParallelism(1);
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(
            environment,
            mode == RuntimeExecutionMode.BATCH
                ? settings.inBatchMode().build()
                : settings.inStreamingMode().build());
    tables.createTemporarySystemFunction("JQ", JqFunction.class);
    tables.createTemporarySystemFunction("JQ_EACH", JqEachFunction.class);
    return tables;
  }

  /** A table of numbered texts, which the planner does not see. */
  private void json(StreamTableEnvironment tables, String... texts) {
    Row[] rows = new Row[texts.length];
    for (int i = 0; i < texts.length; i++) {
      rows[i] = Row.of(i, texts[i]);
    }
    view(
        tables,
        "bodies",
        Types.ROW_NAMED(new String[] {"id", "body"}, Types.INT, Types.STRING),
        rows);
  }

  private void view(
      StreamTableEnvironment tables, String name, TypeInformation<Row> type, Row... rows) {
    tables.createTemporaryView(name, tables.fromDataStream(environment.fromData(type, rows)));
  }

  private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
