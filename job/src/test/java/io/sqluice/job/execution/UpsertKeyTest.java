package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.script.Script;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.operations.QueryOperation;
import org.junit.jupiter.api.Test;

class UpsertKeyTest {

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE orders (id BIGINT, customer STRING, product INT, amount DECIMAL(10, 2),"
              + " made AS PROCTIME()) WITH ('connector' = 'datagen', 'number-of-rows' = '9')",
          "CREATE VIEW totals AS SELECT customer, product, SUM(amount) AS total FROM orders"
              + " GROUP BY customer, product",
          "CREATE VIEW latest AS SELECT id, customer, product, amount FROM (SELECT *,"
              + " ROW_NUMBER() OVER (PARTITION BY id ORDER BY made DESC) AS place FROM orders)"
              + " WHERE place = 1",
          "CREATE VIEW names AS SELECT product, MAX(customer) AS name FROM orders GROUP BY product");

  private static UpsertKey keyOf(String query, boolean batch) {
    Script script = new Script("test.sql", "test.sql", List.of());
    SessionSettings settings = SessionSettings.of(script, RunOptions.defaults().withBatch(batch));
    Session session = Session.open(JobTarget.forPlanning(settings), settings);
    TABLES.forEach(statement -> session.execute(session.parse(statement)));
    return UpsertKey.of(session, (QueryOperation) session.parse(query));
  }

  private static UpsertKey keyOf(String query) {
    return keyOf(query, false);
  }

  private static UpsertKey changing(String... columns) {
    return new UpsertKey(true, Optional.of(List.of(columns)));
  }

  @Test
  void should_be_without_key_where_rows_only_come() {
    assertThat(keyOf("SELECT id, customer FROM orders WHERE amount > 3"))
        .isEqualTo(new UpsertKey(false, Optional.empty()));
  }

  @Test
  void should_be_what_a_query_groups_by() {
    assertThat(keyOf("SELECT SUM(amount) AS total, customer FROM orders GROUP BY customer"))
        .isEqualTo(changing("customer"));
  }

  @Test
  void should_be_that_of_a_view_under_the_names_of_the_query() {
    assertThat(keyOf("SELECT total, product AS p, customer AS c FROM totals WHERE total > 1"))
        .isEqualTo(changing("p", "c"));
  }

  @Test
  void should_be_all_columns_of_distinct() {
    assertThat(keyOf("SELECT DISTINCT customer, product FROM orders").columns())
        .contains(List.of("customer", "product"));
  }

  @Test
  void should_be_what_rows_are_numbered_by_where_the_first_or_last_is_taken() {
    assertThat(keyOf("SELECT * FROM latest")).isEqualTo(changing("id"));
  }

  @Test
  void should_be_that_of_a_join_over_the_keys_of_both_sides() {
    assertThat(
            keyOf(
                "SELECT t.product, t.customer, t.total, n.name FROM totals t"
                    + " LEFT JOIN names n ON t.product = n.product"))
        .isEqualTo(changing("product", "customer"));
  }

  @Test
  void should_be_none_of_a_join_that_brings_changes_of_a_key_out_of_order() {
    // An order that gets another product is with another task from then on.
    assertThat(
            keyOf("SELECT l.id, n.name FROM latest l LEFT JOIN names n ON l.product = n.product"))
        .isEqualTo(new UpsertKey(true, Optional.empty()));
  }

  @Test
  void should_be_none_where_the_key_is_not_selected() {
    assertThat(keyOf("SELECT total FROM totals")).isEqualTo(new UpsertKey(true, Optional.empty()));
  }

  @Test
  void should_be_none_where_the_result_is_one_row() {
    assertThat(keyOf("SELECT COUNT(*) AS orders FROM orders"))
        .isEqualTo(new UpsertKey(true, Optional.empty()));
  }

  @Test
  void should_know_no_changes_in_batch_mode() {
    assertThat(keyOf("SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer", true))
        .isEqualTo(new UpsertKey(false, Optional.empty()));
  }
}
