package io.sqluice.duckdb.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** The module, loaded by its name as a SQL client does it. */
class SqluiceModuleTest {

  private final TableEnvironment tables =
      TableEnvironment.create(EnvironmentSettings.inBatchMode());

  @Test
  void should_be_loaded_by_its_name() {
    // given
    assertThat(tables.listFunctions()).doesNotContain("JQ");

    // when
    tables.executeSql("LOAD MODULE sqluice");

    // then
    assertThat(tables.listModules()).containsExactly("core", "sqluice");
    assertThat(tables.listFunctions()).contains("DUCKDB", "DUCKDB_JSON", "JQ", "JQ_EACH");
  }

  @Test
  void should_find_functions_in_any_case() throws Exception {
    tables.executeSql("LOAD MODULE sqluice");

    assertThat(rows("SELECT JQ('{\"a\": 1}', '.a'), jq('2', '.'), Jq('3', '.')"))
        .containsExactly(Row.of("1", "2", "3"));
    assertThat(
            rows(
                "SELECT b, o.`value` FROM (VALUES '[1, 2]') AS t (b), LATERAL TABLE(jq_Each(b, '.[]')) AS o"))
        .containsExactly(Row.of("[1, 2]", "1"), Row.of("[1, 2]", "2"));
  }

  @Test
  void should_plan_the_query_of_a_function() throws Exception {
    tables.executeSql("LOAD MODULE sqluice");

    assertThat(
            rows(
                "SELECT o.* FROM (VALUES '[{\"n\": 1}, {\"n\": 2}]') AS t (b),"
                    + " LATERAL TABLE(duckdb_json(b, 'SELECT sum(n) AS n FROM payload')) AS o"))
        .containsExactly(Row.of(3.0));
  }

  @Test
  void should_run_a_query_over_batches_in_streaming_mode() throws Exception {
    TableEnvironment streaming = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    streaming.executeSql("LOAD MODULE sqluice");

    assertThat(
            rows(
                streaming,
                "SELECT * FROM duckdb(input => (SELECT * FROM (VALUES (1), (1), (1)) AS v (x)),"
                    + " query => 'SELECT sum(x)::INTEGER AS s FROM input', size => 2)"))
        .containsExactly(Row.of(2), Row.of(1));
  }

  @Test
  void should_take_no_options() {
    assertThatThrownBy(() -> tables.executeSql("LOAD MODULE sqluice WITH ('colour' = 'blue')"))
        .rootCause()
        .hasMessageContaining("Unsupported options:")
        .hasMessageContaining("colour");
  }

  @Test
  void should_run_mini_batches_of_a_stream() throws Exception {
    TableEnvironment streaming = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    streaming.executeSql("LOAD MODULE sqluice");
    streaming.executeSql(
        "CREATE TABLE numbers (x BIGINT) WITH ('connector' = 'datagen', 'fields.x.kind' ="
            + " 'sequence', 'fields.x.start' = '1', 'fields.x.end' = '12')");

    assertThat(
            rows(
                streaming,
                "SELECT n FROM duckdb(input => TABLE numbers, query => 'SELECT count(*) AS n FROM"
                    + " input', size => 5)"))
        .containsExactly(Row.of(5L), Row.of(5L), Row.of(2L));
  }

  private List<Row> rows(String query) throws Exception {
    return rows(tables, query);
  }

  private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
