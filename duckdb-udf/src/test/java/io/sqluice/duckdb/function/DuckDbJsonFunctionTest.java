package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.TextTable;
import java.math.BigDecimal;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DUCKDB_JSON in SQL, on a MiniCluster. */
@Timeout(120)
class DuckDbJsonFunctionTest {

  private static final String ORDERS =
      "[{\"sku\": \"A\", \"qty\": 3, \"note\": 1.10}, {\"sku\": \"B\", \"qty\": 1},"
          + " {\"sku\": \"A\", \"qty\": \"4\"}]";

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void should_give_the_rows_of_a_query_over_each_payload(RuntimeExecutionMode mode)
      throws Exception {
    TextTable texts = texts(mode, ORDERS, "{\"sku\": \"C\", \"qty\": 2}", "[]", null);

    assertThat(
            texts.rows(
                "SELECT t.id, j.* FROM bodies AS t, LATERAL TABLE(DUCKDB_JSON(t.body,"
                    + " 'SELECT sku, sum(qty) AS qty FROM payload GROUP BY sku ORDER BY sku')) AS j"))
        .containsExactly(Row.of(0, "A", 7.0), Row.of(0, "B", 1.0), Row.of(1, "C", 2.0));
  }

  @Test
  void should_take_the_columns_that_are_declared() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, ORDERS);

    assertThat(
            texts.rows(
                "SELECT j.* FROM bodies AS t, LATERAL TABLE(DUCKDB_JSON(t.body, 'SELECT sku, sum(qty)"
                    + " AS qty, max(note) AS note FROM payload GROUP BY ALL ORDER BY sku',"
                    + " 'sku STRING, qty INT, note DECIMAL(5, 2)')) AS j"))
        .containsExactly(
            Row.of("A", new BigDecimal("7"), new BigDecimal("1.10")),
            Row.of("B", new BigDecimal("1"), null));
  }

  @Test
  void should_take_arguments_by_name() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);

    assertThat(
            texts.rows(
                "SELECT n FROM bodies, LATERAL TABLE(DUCKDB_JSON(query => 'SELECT sum(qty) AS n FROM"
                    + " payload', columns => 'qty INT', payload => body))"))
        .containsExactly(Row.of(new BigDecimal("8")));
  }

  @Test
  void should_join_from_the_left() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.STREAMING, ORDERS, "[]", null);

    assertThat(
            texts.rows(
                "SELECT id, sku FROM bodies LEFT JOIN LATERAL TABLE(DUCKDB_JSON(body,"
                    + " 'SELECT sku FROM payload WHERE qty > 3')) ON TRUE"))
        .containsExactly(Row.of(0, "A"), Row.of(1, null), Row.of(2, null));
  }

  @Test
  void should_have_several_calls_in_one_query() throws Exception {
    TextTable texts = texts(RuntimeExecutionMode.BATCH, ORDERS);

    assertThat(
            texts.rows(
                "SELECT a, b FROM bodies,"
                    + " LATERAL TABLE(DUCKDB_JSON(body, 'SELECT count(*) AS a FROM payload')),"
                    + " LATERAL TABLE(DUCKDB_JSON(body, 'SELECT max(sku) AS b FROM payload'))"))
        .containsExactly(Row.of(3L, "B"));
  }

  private static TextTable texts(RuntimeExecutionMode mode, String... texts) {
    TextTable table = TextTable.of(mode, texts);
    table.tables().createTemporarySystemFunction("DUCKDB_JSON", DuckDbJsonFunction.class);
    return table;
  }
}
