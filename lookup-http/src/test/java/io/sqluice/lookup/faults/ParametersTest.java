package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which columns of a table are parameters of its request, and joins that leave some out. */
@Timeout(120)
class ParametersTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  /** No column is named with a dollar: what placeholders name and the join has values for. */
  @Test
  void should_be_the_equality_columns_that_placeholders_name() throws Exception {
    // given
    BENCH.answer(
        "[{\"id\":\"other\",\"kind\":\"x\",\"v\":1},{\"id\":\"a\",\"kind\":\"y\",\"v\":2}]");
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING, kind STRING", Row.of(1, "a", "x"), Row.of(2, "b", "z"));
    BENCH.lookup(
        tables, "id STRING, kind STRING, v INT", "url", "{api}/o/$id", "params.again", "{{id}}");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.id, o.kind, o.v FROM i LEFT JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                + " ON i.k = o.id AND i.kind = o.kind");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).containsExactly(Row.of(1, "a", "x", 1), Row.of(2, null, null, null));
    assertThat(BENCH.targets()).containsExactly("/o/a?again=a", "/o/b?again=b");
  }

  @Test
  void should_take_constants() throws Exception {
    // given
    BENCH.answer("{\"v\":1}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"), Row.of(2, "b"));
    BENCH.lookup(
        tables,
        "$k STRING, $lang STRING, $top INT, v INT",
        "url",
        "{api}/o?k=$k&lang=$lang&top=$top");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.`$lang`, o.`$top`, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                + " ON i.k = o.`$k` AND o.`$lang` = 'en' WHERE o.`$top` = 5");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).containsExactly(Row.of(1, "en", 5, 1), Row.of(2, "en", 5, 1));
    assertThat(BENCH.targets()).containsExactly("/o?k=a&lang=en&top=5", "/o?k=b&lang=en&top=5");
  }

  @Test
  void should_name_the_parameters_that_a_join_leaves_out() {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"));
    BENCH.lookup(
        tables,
        "$k STRING, $lang STRING, $top INT, v INT",
        "url",
        "{api}/o?k=$k&lang=$lang&top=$top");

    // when
    Throwable refused =
        catchThrowable(
            () ->
                tables.explainSql(
                    "SELECT i.n, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                        + " ON i.k = o.`$k` AND o.`$top` > 3"));

    // then
    assertThat(refused)
        .rootCause()
        .isExactlyInstanceOf(ValidationException.class)
        .hasMessage(
            """
            Table default_catalog.default_database.o cannot be joined like this:
              - the join has no value for column '$lang', which the request needs; add 'AND o.`$lang` = ...' to its ON, with the table's alias for o; only equalities that AND joins count.
              - the join has no value for column '$top', which the request needs; add 'AND o.`$top` = ...' to its ON, with the table's alias for o; only equalities that AND joins count.""");
  }

  @Test
  void should_name_what_a_join_leaves_out_of_a_table_without_dollars() {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"));
    BENCH.lookup(tables, "id STRING, kind STRING, v INT", "url", "{api}/o/$id");

    // when
    Throwable refused =
        catchThrowable(
            () ->
                tables.explainSql(
                    "SELECT i.n, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                        + " ON i.k = o.kind"));

    // then
    assertThat(refused)
        .rootCause()
        .isExactlyInstanceOf(ValidationException.class)
        .hasMessage(
            """
            Table default_catalog.default_database.o cannot be joined like this:
              - the join has no value for column 'id', which the request needs; add 'AND o.`id` = ...' to its ON, with the table's alias for o; only equalities that AND joins count.""");
  }

  @Test
  void should_be_used_by_a_placeholder() {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"));
    BENCH.lookup(tables, "$k STRING, $lang STRING, v INT", "headers.X-Lang", "lang");

    // when
    Throwable refused =
        catchThrowable(
            () ->
                tables.explainSql(
                    "SELECT i.n, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                        + " ON i.k = o.`$k` AND o.`$lang` = 'en'"));

    // then
    assertThat(refused)
        .rootCause()
        .hasMessage(
            """
            Table default_catalog.default_database.o has 1 problem:
              - column '$lang' is a parameter of the request by its name, but no placeholder has its value; write $lang or {{lang}} where the request takes it, or rename the column.""");
  }

  @Test
  void should_not_be_a_placeholder_that_no_column_has() {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING", Row.of(1, "a"));
    BENCH.lookup(tables, "$k STRING, v INT", "url", "{api}/o?k=$k&v=$v");

    // when
    Throwable refused =
        catchThrowable(
            () ->
                tables.explainSql(
                    "SELECT i.n, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                        + " ON i.k = o.`$k`"));

    // then
    assertThat(refused)
        .rootCause()
        .hasMessage(
            """
            Table default_catalog.default_database.o has 1 problem:
              - 'url': unknown placeholder '$v'; did you mean '$k'? This table knows {{k}}, {{secret.name}}; for a dollar sign write $$""");
  }
}
