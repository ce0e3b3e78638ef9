package io.sqluice.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class TableMetricsTest {

  private final TableMetrics metrics = new TableMetrics();

  @Test
  void should_add_up_the_subtasks_of_a_table() {
    add("tickers", "polls", 1);
    add("tickers", "recordsEmitted", 10);
    add("tickers", "recordsEmitted", 5);
    add("tickers", "decodeErrors", 1);
    add("tickers", "decodeErrors", 1);
    add("trades", "failedPolls", 2);

    assertThat(metrics.tables())
        .extracting(TableProgress::toString)
        .containsExactly(
            "tickers: 1 poll, 15 rows, 0 errors, 2 decode errors",
            "trades: 0 polls, 0 rows, 2 errors");
  }

  @Test
  void should_count_lookups_and_requests_where_rows_are_looked_up() {
    add("candles", "lookups", 3);
    add("candles", "lookups", 4);
    add("candles", "requests", 1);
    add("candles", "recordsEmitted", 12);
    add("candles", "failedLookups", 2);
    add("stock", "lookups", 1);
    add("tickers", "polls", 2);
    add("tickers", "requests", 5);

    assertThat(metrics.tables())
        .extracting(TableProgress::toString)
        .containsExactly(
            "candles: 7 lookups by 1 request, 12 rows, 2 errors",
            "stock: 1 lookup by 0 requests, 0 rows, 0 errors",
            "tickers: 2 polls, 0 rows, 0 errors");
  }

  @Test
  void should_keep_what_a_subtask_counted_before_it_went() {
    Counter first = add("tickers", "polls", 3);
    metrics.notifyOfRemovedMetric(first, "polls", group("tickers"));
    add("tickers", "polls", 1);

    assertThat(metrics.tables()).containsExactly(new TableProgress("tickers", "4 polls", 0, 0, 0));
  }

  @Test
  void should_call_a_table_as_the_script_does() {
    add("default_catalog.default_database.tickers__source", "polls", 3);

    assertThat(metrics.tables()).containsExactly(new TableProgress("tickers", "3 polls", 0, 0, 0));
  }

  @Test
  void should_ignore_other_metrics() {
    metrics.notifyOfAddedMetric(new SimpleCounter(), "numRecordsIn", group("tickers"));
    metrics.notifyOfAddedMetric(new SimpleCounter(), "polls", new UnregisteredMetricsGroup());

    assertThat(metrics.tables()).isEmpty();
  }

  private Counter add(String table, String name, long count) {
    Counter counter = new SimpleCounter();
    counter.inc(count);
    metrics.notifyOfAddedMetric(counter, name, group(table));
    return counter;
  }

  private static MetricGroup group(String table) {
    return new UnregisteredMetricsGroup() {
      @Override
      public String[] getScopeComponents() {
        return new String[] {"host", "job", "sqluice", "table", table};
      }

      @Override
      public Map<String, String> getAllVariables() {
        return Map.of("<table>", table);
      }

      @Override
      public String getMetricIdentifier(String metricName, CharacterFilter filter) {
        return metricName;
      }
    };
  }
}
