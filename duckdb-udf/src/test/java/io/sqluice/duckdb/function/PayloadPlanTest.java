package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.engine.QueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a payload and of a query's result at planning. */
class PayloadPlanTest {

  private static final String HOW =
      "\n\nOf payload, only the columns that the query names are known: as text, or as DOUBLE where"
          + " it uses them as numbers. Cast them in the query, as in qty::INT, or declare all of"
          + " them in a third argument, as in 'sku STRING, qty INT'.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT sku, sum(qty) AS qty FROM payload GROUP BY sku | sku STRING, qty DOUBLE   | sku STRING, qty DOUBLE
          SELECT sku, sum(qty::INT) AS n FROM payload GROUP BY sku | sku STRING, qty STRING | sku STRING, n DECIMAL(38, 0)
          SELECT qty * price AS total FROM payload              | qty DOUBLE, price DOUBLE | total DOUBLE
          SELECT p.qty * p."the price" AS t FROM payload AS p   | qty DOUBLE, the price DOUBLE | t DOUBLE
          SELECT upper(sku) AS s, max(seen) AS seen FROM payload GROUP BY ALL | sku STRING, seen STRING | s STRING, seen STRING
          SELECT upper(sku) AS s, avg(qty) AS q FROM payload GROUP BY ALL | sku STRING, qty DOUBLE | s STRING, q DOUBLE
          SELECT sku FROM payload WHERE qty > 3 AND price BETWEEN 0.5 AND 2 AND n IN (1, 2) AND s <> 'x' | qty DOUBLE, price DOUBLE, n DOUBLE, s STRING, sku STRING | sku STRING
          SELECT item->>'$.id' AS id, (item->>'$.qty')::INT AS qty FROM payload | item STRING | id STRING, qty INT
          SELECT count(*) AS n FROM payload                     | sqluice_no_column STRING | n BIGINT
          WITH x AS (SELECT sku AS s, sum(qty) OVER () AS q FROM payload) SELECT s, q FROM x ORDER BY q | sku STRING, qty DOUBLE | s STRING, q DOUBLE
          SELECT max(seen::TIMESTAMP) AS seen, 1.50 AS d FROM payload | seen STRING                | seen TIMESTAMP(6), d DECIMAL(3, 2)
          SELECT QTY + 1 AS a, qty + 2 AS b FROM payload        | QTY DOUBLE               | a DOUBLE, b DOUBLE
          """)
  void should_take_the_columns_that_a_query_names(String query, String payload, String result)
      throws QueryException {
    PayloadPlan plan = PayloadPlan.of(query, null);

    assertThat(text(plan.payload())).isEqualTo(payload);
    assertThat(text(plan.result())).isEqualTo(result);
  }

  private static String text(org.apache.flink.table.types.logical.RowType type) {
    return type.getFields().stream()
        .map(field -> field.getName() + " " + field.getType().asSummaryString())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  @Test
  void should_take_the_columns_that_are_declared() throws QueryException {
    PayloadPlan plan =
        PayloadPlan.of(
            "SELECT *, qty + 1 AS more, item.id AS id FROM payload",
            "sku STRING, qty INT, item ROW<id BIGINT>");

    assertThat(text(plan.result()))
        .isEqualTo("sku STRING, qty INT, item ROW<`id` BIGINT>, more INT, id BIGINT");
  }

  @Test
  void should_point_to_a_typo() {
    assertThatThrownBy(() -> PayloadPlan.of("SELECT sku FORM payload", null))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("Parser Error: syntax error at or near \"payload\"")
        .hasMessageContaining("\n\nLINE 1: SELECT sku FORM payload\n                        ^");
  }

  @Test
  void should_say_how_to_declare_columns_when_text_and_numbers_do_not_do() {
    assertThatThrownBy(() -> PayloadPlan.of("SELECT list_sort(tags) AS t, sku FROM payload", null))
        .hasMessageStartingWith(
            "Binder Error: No function matches the given name and argument types"
                + " 'list_sort(VARCHAR)'")
        .hasMessageEndingWith(HOW);
    assertThatThrownBy(() -> PayloadPlan.of("SELECT item.id FROM payload", null))
        .hasMessageStartingWith("Binder Error: Referenced table \"item\" not found!")
        .hasMessageEndingWith(HOW);
  }

  @Test
  void should_refuse_a_column_that_is_not_declared() {
    assertThatThrownBy(() -> PayloadPlan.of("SELECT skew FROM payload", "sku STRING"))
        .hasMessageStartingWith(
            "Binder Error: Referenced column \"skew\" not found in FROM clause!")
        .hasMessageContaining("Candidate bindings: \"sku\"")
        .hasMessageContaining("LINE 1: SELECT skew FROM payload\n               ^");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM payload
          SELECT *, upper(sku) AS upper FROM payload
          SELECT count(COLUMNS(*)) FROM payload
          """)
  void should_refuse_all_columns_when_nobody_says_which_there_are(String query) {
    assertThatThrownBy(() -> PayloadPlan.of(query, null))
        .hasMessage(
            "the query takes all columns of payload (*), but nobody says which there are: name"
                + " them in the query, or declare them in a third argument, as in 'sku STRING, qty"
                + " INT'");
  }

  @Test
  void should_refuse_another_relation() {
    assertThatThrownBy(() -> PayloadPlan.of("SELECT sku FROM body", null))
        .hasMessageStartingWith("Catalog Error: Table with name body does not exist!");
  }

  @Test
  void should_refuse_what_is_not_one_select() {
    assertThatThrownBy(() -> PayloadPlan.of("DELETE FROM payload", null))
        .hasMessageStartingWith("found a statement that is not a SELECT, expected one SELECT");
    assertThatThrownBy(() -> PayloadPlan.of("SELECT 1; SELECT 2", null))
        .hasMessageStartingWith("found 2 statements, expected one SELECT");
  }

  @Test
  void should_refuse_columns_that_do_not_parse() {
    assertThatThrownBy(() -> PayloadPlan.of("SELECT 1", "sku STRING, qty BIGNT"))
        .hasMessage(
            "the columns: found 'sku STRING, qty BIGNT', expected names and types such as 'sku"
                + " STRING, qty INT'; there is no type `BIGNT`");
    assertThatThrownBy(() -> PayloadPlan.of("SELECT 1", ""))
        .hasMessage(
            "the columns: found '', expected names and types such as 'sku STRING, qty INT'");
  }
}
