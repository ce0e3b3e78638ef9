package io.sqluice.http.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sqluice.http.testing.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JQ and JQ_EACH in SQL, on a MiniCluster. */
@Timeout(120)
class JqFunctionsTest {

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_the_first_output_as_text(RuntimeExecutionMode mode) throws Exception {
    // given
    TextTable texts =
        texts(
            mode,
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
    assertThat(texts.rows("SELECT id, JQ(body, '.a') FROM bodies"))
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
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "[1, 2, 3]");

    assertThat(
            texts.rows(
                "SELECT JQ(body, 'empty'), JQ(body, '.[] | select(. > 1)'),"
                    + " JQ(body, CAST(NULL AS STRING)) FROM bodies"))
        .containsExactly(Row.of(null, "2", null));
  }

  @Test
  void should_stop_at_the_first_output() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, "1");

    assertThat(texts.rows("SELECT JQ(body, '., error(\"never reached\")') FROM bodies"))
        .containsExactly(Row.of("1"));
  }

  @Test
  void should_take_filters_from_a_column() throws Exception {
    // given
    TextTable texts = texts(RuntimeExecutionMode.STREAMING);
    List<Row> given = new ArrayList<>();
    List<Row> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      given.add(Row.of("[" + i + "]", ".[0] + " + i));
      expected.add(Row.of(String.valueOf(2 * i)));
    }
    texts.add(
        "pairs",
        Types.ROW_NAMED(new String[] {"body", "f"}, Types.STRING, Types.STRING),
        given.toArray(Row[]::new));

    // then
    assertThat(texts.rows("SELECT JQ(body, f) FROM pairs"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void should_take_literals_and_named_arguments() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.BATCH);

    assertThat(
            texts.rows("SELECT JQ('{\"a\": [1]}', '.a'), JQ(json => '\"it''s\"', `filter` => '.')"))
        .containsExactly(Row.of("[1]", "it's"));
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_a_row_an_output(RuntimeExecutionMode mode) throws Exception {
    // given
    TextTable texts = texts(mode, "[\"x\", 1.0, null]", "[]", null, "", "[{\"b\": 1}]");

    // then
    assertThat(
            texts.rows(
                "SELECT id, o.`value` FROM bodies, LATERAL TABLE(JQ_EACH(body, '.[]')) AS o"))
        .containsExactly(Row.of(0, "x"), Row.of(0, "1.0"), Row.of(0, null), Row.of(4, "{\"b\":1}"));
    assertThat(
            texts.rows(
                "SELECT id, item FROM bodies"
                    + " LEFT JOIN LATERAL TABLE(JQ_EACH(body, '.[]')) AS o (item) ON TRUE"
                    + " WHERE id > 0"))
        .containsExactly(Row.of(1, null), Row.of(2, null), Row.of(3, null), Row.of(4, "{\"b\":1}"));
  }

  @Test
  void should_be_of_type_string() {
    TextTable texts = texts(RuntimeExecutionMode.BATCH);

    assertThat(
            texts
                .tables()
                .sqlQuery(
                    "SELECT JQ(a, '.') AS j, `value` FROM (VALUES 'x') AS t (a), LATERAL TABLE(JQ_EACH(a, '.'))")
                .getResolvedSchema()
                .getColumns())
        .extracting(Column::getName, Column::getDataType)
        .containsExactly(tuple("j", DataTypes.STRING()), tuple("value", DataTypes.STRING()));
  }

  private static TextTable texts(RuntimeExecutionMode mode, String... texts) {
    TextTable table = TextTable.of(mode, texts);
    table.tables().createTemporarySystemFunction("JQ", JqFunction.class);
    table.tables().createTemporarySystemFunction("JQ_EACH", JqEachFunction.class);
    return table;
  }
}
