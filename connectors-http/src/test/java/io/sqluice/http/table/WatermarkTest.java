package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.table.WatermarkOptions.Watermark;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watermarks that an 'http' table computes from its rows, and Flink's options for them. */
@Timeout(120)
class WatermarkTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final String WINDOWS =
      "SELECT SUM(n) FROM TABLE(TUMBLE(TABLE %s, DESCRIPTOR(ts), INTERVAL '10' SECOND))"
          + " GROUP BY window_start, window_end";

  @ParameterizedTest
  @ValueSource(strings = {"ts TIMESTAMP_LTZ(3)", "ms BIGINT, ts AS TO_TIMESTAMP_LTZ(ms, 3)"})
  void should_share_one_poller_with_other_columns(String rowtime) {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (a INT, b INT, page INT METADATA, "
            + rowtime
            + ", WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"
            + with("http://localhost/", ", 'scan.watermark.idle-timeout' = '1 min'"));

    assertThat(PushDownTest.planOfWindows(tables, "ts"))
        .containsOnlyOnce("TableSourceScan(")
        .contains("watermark=[-(")
        .doesNotContain("WatermarkAssigner");
  }

  @Test
  void should_leave_watermarks_to_flink_without_options_for_them() {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (a INT, b INT, page INT METADATA, ts TIMESTAMP_LTZ(3),"
            + " WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"
            + with("http://localhost/", ""));

    assertThat(PushDownTest.planOfWindows(tables, "ts"))
        .containsOnlyOnce("TableSourceScan(")
        .contains("project=[a, b, ts, page]")
        .contains("WatermarkAssigner(");
  }

  @ParameterizedTest
  @CsvSource({
    "'scan.watermark.emit.strategy' = 'on-event', watermarkEmitStrategy=[on-event]",
    "'scan.watermark.idle-timeout' = '7 s', idletimeout=[7000]",
    "'scan.watermark.alignment.group' = 'g'; 'scan.watermark.alignment.max-drift' = '2 s',"
        + " 'watermarkAlignment=[g, PT2S, PT1S]'",
    "'scan.watermark.alignment.group' = 'g'; 'scan.watermark.alignment.max-drift' = '2 s';"
        + " 'scan.watermark.alignment.update-interval' = '3 s',"
        + " 'watermarkAlignment=[g, PT2S, PT3S]'"
  })
  void should_give_each_option_to_the_source(String options, String expected) {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (n INT, ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts)"
            + with("http://localhost/", ", " + options.replace(';', ',')));

    assertThat(tables.explainSql(WINDOWS.formatted("t"))).contains(expected);
  }

  /** The second row is late if the watermark of the first is emitted at once. */
  @ParameterizedTest
  @CsvSource({"on-event, '[8]'", "on-periodic, '[1, 8]'"})
  void should_emit_watermarks_for_every_row_or_from_time_to_time(String strategy, String sums)
      throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("[" + row(8, 31) + "," + row(1, 1) + "]"))) {
      TableEnvironment tables = HttpTableTest.streaming();
      tables.getConfig().set("pipeline.auto-watermark-interval", "1 h");
      createTable(
          tables,
          "t",
          api,
          "1 h",
          ", 'scan.bounded.max-polls' = '1', 'scan.watermark.emit.strategy' = '" + strategy + "'");

      List<Object> found =
          HttpTableTest.rows(tables, WINDOWS.formatted("t")).stream()
              .map(row -> row.getField(0))
              .toList();

      assertThat(found).hasToString(sums);
    }
  }

  @Test
  void should_close_windows_without_a_table_that_is_idle() throws Exception {
    try (LocalApi quiet = LocalApi.answering(asked -> Answer.ok("[]"));
        LocalApi busy =
            LocalApi.answering(asked -> Answer.ok("[" + row(2, 2) + "," + row(4, 31) + "]"))) {
      TableEnvironment tables = HttpTableTest.streaming();
      // Only one of two subtasks has a split; the other must not hold time up either.
      tables.getConfig().set("parallelism.default", "2");
      createTable(tables, "quiet", quiet, "1 h", ", 'scan.watermark.idle-timeout' = '100 ms'");
      createTable(tables, "busy", busy, "1 h", "");
      tables.executeSql(
          "CREATE VIEW t AS SELECT n, ts FROM quiet UNION ALL SELECT n, ts FROM busy");

      try (CloseableIterator<Row> rows = tables.executeSql(WINDOWS.formatted("t")).collect()) {
        assertThat(rows.next()).isEqualTo(Row.of(2));
      }
    }
  }

  @Test
  void should_wait_for_a_table_of_its_group_that_is_behind() throws Exception {
    int polls = 300;
    AtomicInteger ahead = new AtomicInteger();
    StandStill standStill = new StandStill(ahead);
    try (LocalApi fast =
            LocalApi.answering(
                asked -> Answer.ok(row(ahead.incrementAndGet(), 3_600 * ahead.get())));
        LocalApi slow =
            LocalApi.answering(
                asked -> Answer.ok(row(0, standStill.isReached() ? 3_600 * polls : 0)))) {
      TableEnvironment tables = HttpTableTest.streaming();
      String alignment =
          ", 'scan.watermark.alignment.group' = 'g', 'scan.watermark.alignment.max-drift' = '1 s',"
              + " 'scan.watermark.alignment.update-interval' = '10 ms'";
      createTable(
          tables, "fast", fast, "5 ms", alignment + ", 'scan.bounded.max-polls' = '" + polls + "'");
      createTable(tables, "slow", slow, "5 ms", alignment);
      String both = "SELECT n FROM fast UNION ALL SELECT n FROM slow";

      try (CloseableIterator<Row> rows = tables.executeSql(both).collect()) {
        while (!rows.next().equals(Row.of(polls))) {
          // until the table that is ahead has caught up
        }
      }

      assertThat(standStill.at).isBetween(1, polls - 1);
    }
  }

  @Test
  void should_refuse_options_without_a_watermark_that_takes_them() {
    Map<String, String> options =
        Map.of("scan.watermark.idle-timeout", "1 s", "scan.watermark.emit.strategy", "on-event");

    assertThatThrownBy(() -> read(Watermark.NONE, options))
        .hasMessage(
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'scan.watermark.emit.strategy': the table declares no watermark; add one such"
                + " as WATERMARK FOR ts AS ts - INTERVAL '5' SECOND.\n"
                + "  - 'scan.watermark.idle-timeout': the table declares no watermark; add one such"
                + " as WATERMARK FOR ts AS ts - INTERVAL '5' SECOND.");
    assertThatThrownBy(() -> read(Watermark.SOURCE, Map.of("scan.watermark.idle-timeout", "1 s")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'scan.watermark.idle-timeout': it has no effect on SOURCE_WATERMARK(), which"
                + " follows the wall clock; leave it out, or compute the watermark from a column.");
  }

  @Test
  void should_know_what_watermark_a_table_declares() {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (n INT, ts TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',"
            + " WATERMARK FOR ts AS SOURCE_WATERMARK())"
            + with("http://localhost/", ", 'scan.watermark.idle-timeout' = '1 s'"));

    assertThatThrownBy(() -> tables.explainSql("SELECT n FROM t"))
        .hasStackTraceContaining("it has no effect on SOURCE_WATERMARK()");
  }

  @Test
  void should_refuse_values_and_combinations_that_mean_nothing() {
    assertThatThrownBy(
            () ->
                read(
                    Watermark.COMPUTED,
                    Map.of(
                        "scan.watermark.emit.strategy", "often",
                        "scan.watermark.idle-timeout", "-1 s",
                        "scan.watermark.alignment.max-drift", "0 s",
                        "scan.watermark.alignment.update-interval", "soon")))
        .hasMessage(
            "Table `c`.`d`.`t` has 6 problems:\n"
                + "  - 'scan.watermark.emit.strategy': found 'often', expected on-event or"
                + " on-periodic.\n"
                + "  - 'scan.watermark.idle-timeout': found '-1 s', expected a duration such as"
                + " '10 s'.\n"
                + "  - 'scan.watermark.alignment.max-drift': found '0 s', expected a duration greater"
                + " than zero, such as '10 s'.\n"
                + "  - 'scan.watermark.alignment.update-interval': found 'soon', expected a duration"
                + " such as '10 s'.\n"
                + "  - 'scan.watermark.alignment.max-drift': it needs a"
                + " 'scan.watermark.alignment.group' that the tables to align share.\n"
                + "  - 'scan.watermark.alignment.update-interval': it needs a"
                + " 'scan.watermark.alignment.group' that the tables to align share.");
    assertThatThrownBy(
            () -> read(Watermark.COMPUTED, Map.of("scan.watermark.alignment.group", " ")))
        .hasMessage(
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'scan.watermark.alignment.group': found ' ', expected a name that the tables"
                + " to align share.\n"
                + "  - 'scan.watermark.alignment.group': it needs a"
                + " 'scan.watermark.alignment.max-drift' such as '1 min'.");
  }

  /** Notices that a count has stopped for some time, by being asked again and again. */
  private static final class StandStill {

    private static final int TIMES = 200;

    private final AtomicInteger count;
    private int last;
    private int times;
    private volatile int at;

    private StandStill(AtomicInteger count) {
      this.count = count;
    }

    private synchronized boolean isReached() {
      int now = count.get();
      times = now == last && now > 0 ? times + 1 : 0;
      last = now;
      if (times >= TIMES && at == 0) {
        at = now;
      }
      return at > 0;
    }
  }

  private static void createTable(
      TableEnvironment tables, String name, LocalApi api, String period, String options) {
    tables.executeSql(
        "CREATE TABLE "
            + name
            + " (n INT, ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"
            + with(api.url("/n"), options).replace("1 h", period));
  }

  private static String with(String url, String options) {
    return " WITH ('connector' = 'http', 'scan.poll-interval' = '1 h', 'url' = '"
        + url
        + "'"
        + options
        + ")";
  }

  private static String row(int n, int second) {
    return "{\"n\":%d,\"ts\":\"%s\"}".formatted(n, NOON.plus(second, ChronoUnit.SECONDS));
  }

  private static void read(Watermark declared, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("connector", "http");
    options.put("url", "https://a/b");
    options.put("scan.poll-interval", "1 s");
    RowType columns = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});
    new HttpOptionsReader("`c`.`d`.`t`", columns, options, false).watermark(declared).read();
  }
}
