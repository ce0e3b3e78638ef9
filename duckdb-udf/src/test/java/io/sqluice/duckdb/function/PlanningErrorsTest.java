package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told when a statement is planned; the message is that of the innermost error. */
class PlanningErrorsTest {

  private static final String KINDS =
      "size => 1000 closes a batch at 1000 rows, duration => '2 s' by time, and"
          + " batch_by => DESCRIPTOR(fetch_id, is_last) at the end of a poll.";

  private static String problem(String arguments) {
    return problemOf("SELECT * FROM DUCKDB(input => TABLE t, " + arguments + ")");
  }

  private static String problemOf(String sql) {
    StreamTableEnvironment tables = Ticks.numbered(1).tables();
    Throwable failure = catchThrowable(() -> tables.explainSql(sql));
    assertThat(failure).isNotNull();
    String message = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ValidationException) {
        message = cause.getMessage();
      }
    }
    return message == null ? ExceptionUtils.stringifyException(failure) : message;
  }

  @Test
  void should_point_at_a_typo_in_the_query() {
    assertThat(problem("query => 'SELECT sum(price) AS s FROM input', size => 5"))
        .isEqualTo(
            """
            DUCKDB: DuckDB cannot run 'query': Binder Error: Referenced column "price" not found in FROM clause!
            Candidate bindings: "is_last"

            LINE 1: SELECT sum(price) AS s FROM input
                               ^
            The columns of its relation 'input' are x INTEGER, k VARCHAR, id BIGINT, is_last BOOLEAN, ts TIMESTAMP WITH TIME ZONE.""");
  }

  @Test
  void should_point_at_a_mistake_in_the_syntax() {
    assertThat(problem("query => 'SELEC 1', size => 5"))
        .startsWith("DUCKDB: DuckDB cannot run 'query': ")
        .contains("syntax error at or near \"SELEC\"", "^");
  }

  @Test
  void should_want_to_know_when_a_batch_closes() {
    assertThat(problem("query => 'SELECT 1'"))
        .isEqualTo("DUCKDB: it is not said when a batch closes: " + KINDS);
  }

  @Test
  void should_refuse_two_kinds_of_batch() {
    assertThat(problem("query => 'SELECT 1', size => 3, duration => '2 s'"))
        .isEqualTo(
            "DUCKDB: 'size' and 'duration' exclude each other: "
                + KINDS
                + " A batch of at most 1000 rows that waits for them at most 2 s is size => 1000,"
                + " linger => '2 s'.");
  }

  @ParameterizedTest
  @CsvSource({"0", "-3"})
  void should_refuse_a_size_that_is_not_positive(int size) {
    assertThat(problem("query => 'SELECT 1', size => " + size))
        .isEqualTo("DUCKDB: A batch of " + size + " rows was asked for: 'size' must be 1 or more.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'SELECT ' || '1'", "UPPER('select 1')"})
  void should_refuse_a_query_that_is_no_literal(String query) {
    assertThat(problem("query => " + query + ", size => 3"))
        .isEqualTo(
            "DUCKDB: 'query': it is not a literal. It is read when the statement is planned: write"
                + " one string in quotes, not a column, a function or strings put together.");
  }

  @Test
  void should_refuse_a_size_that_is_no_literal() {
    assertThat(problem("query => 'SELECT 1', size => 1 + 2"))
        .isEqualTo(
            "DUCKDB: 'size': it is not a literal. It is read when the statement is planned: write"
                + " the value itself.");
  }

  @Test
  void should_tell_all_problems_at_once() {
    assertThat(
            problem(
                "query => 'SELECT 1', duration => 'soon', late => 'never', linger => '1 s',"
                    + " on_error => 'ignore', timeout => 'x', memory_limit => 'much'"))
        .isEqualTo(
            """
            DUCKDB has 6 problems:
            - 'linger': it does nothing without 'size': write size => 1000, linger => '5 s', or leave it out.
            - 'duration': it is 'soon'; expected a number and a unit, such as '500 ms' or '2 s'.
            - 'late': it is 'never'; expected 'drop' or 'next'.
            - 'on_error': it is 'ignore'; expected 'fail' or 'skip'.
            - 'timeout': it is 'x'; expected a number and a unit, such as '500 ms' or '2 s'.
            - 'memory_limit': it is 'much'; expected a size, such as '256 mb'.""");
  }

  @Test
  void should_refuse_late_rows_without_a_time_column() {
    assertThat(problem("query => 'SELECT 1', duration => '1 s', late => 'next'"))
        .isEqualTo(
            "DUCKDB: 'late': without a time column a row has the time of its arrival and is never"
                + " late: add on_time => DESCRIPTOR(a time column with a watermark), or leave"
                + " 'late' out.");
  }

  @Test
  void should_refuse_what_relaxed_batches_do_not_have() {
    assertThat(
            problem(
                "query => 'SELECT 1', duration => '1 s', relaxed => TRUE, late => 'next',"
                    + " emit_empty => TRUE, on_time => DESCRIPTOR(ts)"))
        .isEqualTo(
            """
            DUCKDB has 2 problems:
            - 'late': relaxed batches have no late rows, all go into the open batch: leave out 'late' or 'relaxed'.
            - 'emit_empty': a relaxed batch begins with a row and is never empty: leave out 'emit_empty' or 'relaxed'.""");
  }

  @Test
  void should_refuse_columns_that_tell_no_batches() {
    assertThat(problem("query => 'SELECT 1', batch_by => DESCRIPTOR(poll, is_last)"))
        .isEqualTo(
            "DUCKDB: 'batch_by': the input has no column 'poll'; it has [x, k, id, is_last, ts].");
    assertThat(problem("query => 'SELECT 1', batch_by => DESCRIPTOR(k, is_last)"))
        .isEqualTo(
            "DUCKDB: 'batch_by': the column 'k' is STRING; expected an integer type, for the id of"
                + " a batch.");
    assertThat(problem("query => 'SELECT 1', batch_by => DESCRIPTOR(id, k)"))
        .isEqualTo(
            "DUCKDB: 'batch_by': the column 'k' is STRING; expected BOOLEAN, true on a batch's last"
                + " row.");
    assertThat(problem("query => 'SELECT 1', batch_by => DESCRIPTOR(id, is_last, k)"))
        .isEqualTo(
            "DUCKDB: 'batch_by': it names 3 columns; expected the column with the batch's id, and"
                + " if there is one, the BOOLEAN column that is true on its last row:"
                + " DESCRIPTOR(fetch_id, is_last).");
  }

  @Test
  void should_refuse_an_input_that_changes_its_rows() {
    assertThat(
            problemOf(
                "SELECT * FROM DUCKDB(input => (SELECT k, count(*) AS n FROM t GROUP BY k), query"
                    + " => 'SELECT 1', size => 3)"))
        .isEqualTo(
            "DUCKDB: its input changes rows that it has emitted ([INSERT, UPDATE_BEFORE,"
                + " UPDATE_AFTER]), and a batch that has been closed cannot take a row back. Give"
                + " it a table that only appends: aggregate in windows (TUMBLE, HOP, ...) instead"
                + " of without, or make rows of the changes with TO_CHANGELOG(input => TABLE"
                + " t).");
  }

  @Test
  void should_refuse_two_statements() {
    assertThat(problem("query => 'SELECT 1; SELECT 2', size => 3"))
        .startsWith("DUCKDB: DuckDB cannot run 'query': ");
  }

  @Test
  void should_refuse_to_read_files() {
    assertThat(problem("query => 'SELECT * FROM read_text(''/etc/passwd'')', size => 3"))
        .startsWith("DUCKDB: DuckDB cannot run 'query': ")
        .contains("file system operations are disabled by configuration");
  }
}
