package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each kind of batch in SQL. */
@Timeout(120)
class SqlBatchesTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String ROWS =
      "query => 'SELECT string_agg(x::VARCHAR, '','') AS xs FROM input', ";

  private static String duckdb(String arguments) {
    return "SELECT * FROM DUCKDB(input => TABLE t, " + arguments + ")";
  }

  private static String byKey(String arguments) {
    return "SELECT * FROM DUCKDB(input => TABLE t PARTITION BY k, " + arguments + ")";
  }

  @Test
  void should_infer_the_types_of_the_result() throws Exception {
    String sql = duckdb("query => 'SELECT count(*) AS n, sum(x) AS s FROM input', size => 5");
    Ticks ticks = Ticks.numbered(12);

    Table table = ticks.tables().sqlQuery(sql);

    assertThat(table.getResolvedSchema().toString())
        .isEqualTo("(\n  `n` BIGINT,\n  `s` DECIMAL(38, 0)\n)");
    assertThat(ticks.query(sql)).containsExactly("[5, 15]", "[5, 40]", "[2, 23]");
  }

  @Test
  void should_close_at_a_number_of_rows_and_flush_the_rest() throws Exception {
    assertThat(Ticks.numbered(10).query(duckdb(ROWS + "size => 3")))
        .containsExactly("[1,2,3]", "[4,5,6]", "[7,8,9]", "[10]");
  }

  @Test
  void should_put_the_partition_columns_first() throws Exception {
    Ticks ticks = Ticks.numbered(3).add(4, "j", 4).add(5, "j", 5);
    String sql = byKey("query => 'SELECT k, sum(x) AS s FROM input GROUP BY k', size => 2");

    assertThat(ticks.tables().sqlQuery(sql).getResolvedSchema().getColumnNames())
        .containsExactly("k", "k0", "s");
    assertThat(ticks.query(sql)).containsExactlyInAnyOrder("[k, k, 3]", "[k, k, 3]", "[j, j, 9]");
  }

  @Test
  void should_have_batches_of_each_key_in_parallel() throws Exception {
    Ticks ticks = new Ticks().parallelism(2);
    for (int x = 1; x <= 12; x++) {
      ticks.add(x, "k" + x % 3, x);
    }

    assertThat(ticks.query(byKey(ROWS + "size => 3")))
        .containsExactlyInAnyOrder(
            "[k1, 1,4,7]", "[k2, 2,5,8]", "[k0, 3,6,9]", "[k1, 10]", "[k2, 11]", "[k0, 12]");
  }

  @Test
  void should_flush_a_short_batch_after_its_linger() throws Exception {
    Ticks ticks =
        new Ticks().add(1, "k", 1_000).add(2, "k", 1_050).add(3, "k", 1_200).add(4, "k", 1_201);

    assertThat(
            ticks.query(duckdb(ROWS + "size => 3, linger => '100 ms', on_time => DESCRIPTOR(ts)")))
        .containsExactly("[1,2, 1970-01-01T00:00:01.200Z]", "[3,4, 1970-01-01T00:00:01.299Z]");
  }

  @Test
  void should_emit_the_last_batch_with_a_time_that_is_a_timestamp() throws Exception {
    assertThat(Ticks.numbered(4).query(duckdb(ROWS + "size => 3, on_time => DESCRIPTOR(ts)")))
        .containsExactly("[1,2,3, 1970-01-01T00:00:00.003Z]", "[4, 9999-12-31T23:59:59.999Z]");
  }

  @Test
  void should_close_fixed_windows_and_drop_late_rows() throws Exception {
    assertThat(withALateRow().query(duckdb(ROWS + fixed(""))))
        .containsExactly(
            "[1,2, 1970-01-01T00:00:01.099Z]",
            "[3, 1970-01-01T00:00:01.199Z]",
            "[5, 1970-01-01T00:00:01.399Z]");
  }

  @Test
  void should_put_late_rows_into_the_next_window_if_asked_to() throws Exception {
    assertThat(withALateRow().query(duckdb(ROWS + fixed("late => 'next', "))))
        .containsExactly(
            "[1,2, 1970-01-01T00:00:01.099Z]",
            "[3,4, 1970-01-01T00:00:01.199Z]",
            "[5, 1970-01-01T00:00:01.399Z]");
  }

  @Test
  void should_emit_empty_windows_if_asked_to() throws Exception {
    assertThat(
            withALateRow()
                .query(
                    byKey(
                        "query => 'SELECT count(*) AS n FROM input', "
                            + fixed("emit_empty => TRUE, "))))
        .containsExactly(
            "[k, 2, 1970-01-01T00:00:01.099Z]",
            "[k, 1, 1970-01-01T00:00:01.199Z]",
            "[k, 0, 1970-01-01T00:00:01.299Z]",
            "[k, 1, 1970-01-01T00:00:01.399Z]");
  }

  private static Ticks withALateRow() {
    return new Ticks()
        .add(1, "k", 1_000)
        .add(2, "k", 1_099)
        .add(3, "k", 1_101)
        .add(4, "k", 1_050)
        .add(5, "k", 1_300);
  }

  private static String fixed(String more) {
    return "duration => '100 ms', " + more + "on_time => DESCRIPTOR(ts)";
  }

  @Test
  void should_have_windows_of_each_key() throws Exception {
    Ticks ticks =
        new Ticks().add(1, "a", 1_000).add(2, "b", 1_010).add(3, "a", 1_100).add(4, "b", 1_120);

    assertThat(ticks.query(byKey(ROWS + fixed(""))))
        .containsExactlyInAnyOrder(
            "[a, 1, 1970-01-01T00:00:01.099Z]",
            "[b, 2, 1970-01-01T00:00:01.099Z]",
            "[a, 3, 1970-01-01T00:00:01.199Z]",
            "[b, 4, 1970-01-01T00:00:01.199Z]");
  }

  @Test
  void should_not_call_rows_late_that_order_by_has_held_back() throws Exception {
    Ticks ticks =
        new Ticks().add(1, "a", 1_010).add(2, "b", 1_020).add(3, "a", 1_020).add(4, "b", 9_000);

    assertThat(
            ticks.query(
                "SELECT * FROM DUCKDB(input => TABLE t PARTITION BY k ORDER BY ts, "
                    + ROWS
                    + fixed("")
                    + ")"))
        .containsExactlyInAnyOrder(
            "[a, 1,3, 1970-01-01T00:00:01.099Z]",
            "[b, 2, 1970-01-01T00:00:01.099Z]",
            "[b, 4, 1970-01-01T00:00:09.099Z]");
  }

  @Test
  void should_close_relaxed_batches_after_their_first_row() throws Exception {
    Ticks ticks =
        new Ticks()
            .add(1, "k", 1_030)
            .add(2, "k", 1_129)
            .add(3, "k", 1_130)
            .add(4, "k", 1_050)
            .add(5, "k", 1_500);

    assertThat(ticks.query(duckdb(ROWS + "relaxed => TRUE, " + fixed(""))))
        .containsExactly(
            "[1,2, 1970-01-01T00:00:01.130Z]",
            "[3,4, 1970-01-01T00:00:01.500Z]",
            "[5, 1970-01-01T00:00:01.599Z]");
  }

  @Test
  void should_flush_timed_batches_of_arrivals_at_the_end() throws Exception {
    assertThat(Ticks.numbered(3).query(duckdb(ROWS + "duration => '1 h', relaxed => TRUE")))
        .containsExactly("[1,2,3]");
    assertThat(Ticks.numbered(3).query(duckdb(ROWS + "duration => '36500 d'")))
        .containsExactly("[1,2,3]");
  }

  @Test
  void should_batch_by_poll() throws Exception {
    Ticks ticks =
        new Ticks()
            .add(1, "k", 1_000, 7L, false)
            .add(2, "k", 1_000, 7L, true)
            .add(3, "k", 1_100, 8L, false)
            .add(4, "k", 1_200, 9L, false)
            .add(5, "k", 1_200, 9L, false)
            .add(6, "k", 1_300, 10L, true);

    assertThat(ticks.query(duckdb(ROWS + "batch_by => DESCRIPTOR(id, is_last)")))
        .containsExactly("[1,2]", "[3]", "[4,5]", "[6]");
  }

  @Test
  void should_close_a_poll_when_the_watermark_passes_it() throws Exception {
    Ticks ticks =
        new Ticks()
            .add(1, "a", 1_000, 7L, false)
            .add(2, "b", 1_100, 8L, false)
            .add(3, "a", 1_200, 7L, false);

    assertThat(
            ticks.query(
                byKey(ROWS + "batch_by => DESCRIPTOR(id, is_last), on_time => DESCRIPTOR(ts)")))
        .containsExactly(
            "[a, 1, 1970-01-01T00:00:01Z]",
            "[b, 2, 1970-01-01T00:00:01.100Z]",
            "[a, 3, 1970-01-01T00:00:01.200Z]");
  }

  @Test
  void should_take_several_calls_with_uids_of_their_own() throws Exception {
    assertThat(
            Ticks.numbered(4)
                .query(
                    "SELECT * FROM DUCKDB(input => TABLE t, "
                        + ROWS
                        + "size => 4, uid => 'first') UNION ALL SELECT * FROM DUCKDB(input => TABLE"
                        + " t, "
                        + ROWS
                        + "size => 3, uid => 'second')"))
        .containsExactlyInAnyOrder("[1,2,3,4]", "[1,2,3]", "[4]");
  }

  @Test
  void should_batch_what_another_call_emits() throws Exception {
    assertThat(
            Ticks.numbered(9)
                .query(
                    "SELECT * FROM DUCKDB(input => (SELECT s FROM DUCKDB(input => TABLE t, query =>"
                        + " 'SELECT sum(x)::BIGINT AS s FROM input', size => 3, uid => 'inner')),"
                        + " query => 'SELECT max(s) AS m FROM input', size => 3, uid => 'outer')"))
        .containsExactly("[24]");
  }
}
