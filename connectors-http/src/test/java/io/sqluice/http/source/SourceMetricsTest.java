package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {

  private final Map<String, Object> registered = new HashMap<>();
  private final SourceMetrics metrics = new SourceMetrics(new RecordingGroup(""), "t");

  @Test
  void should_count_under_the_name_of_the_table() {
    metrics.pollStarted(Duration.ofMillis(70));
    metrics.pageReceived();
    metrics.recordEmitted();
    metrics.recordEmitted();
    metrics.pageUnchanged();
    metrics.windowRead();
    metrics.recordsDeduplicated(4);
    metrics.pollCompleted();

    assertThat(read("pagesUnchanged")).isEqualTo(1L);
    assertThat(read("cursorWindows")).isEqualTo(1L);
    assertThat(read("recordsDeduplicated")).isEqualTo(4L);
    assertThat(read("polls")).isEqualTo(1L);
    assertThat(read("failedPolls")).isEqualTo(0L);
    assertThat(read("pages")).isEqualTo(1L);
    assertThat(read("recordsEmitted")).isEqualTo(2L);
    assertThat(read("pollLag")).isEqualTo(70L);
    assertThat(read("consecutiveFailures")).isEqualTo(0);
  }

  @Test
  void should_count_failures_in_a_row_until_a_poll_succeeds() {
    assertThat(metrics.pollFailed()).isEqualTo(1);
    assertThat(metrics.pollFailed()).isEqualTo(2);
    metrics.decodeFailed(3);

    assertThat(read("failedPolls")).isEqualTo(2L);
    assertThat(read("decodeErrors")).isEqualTo(3L);
    assertThat(read("consecutiveFailures")).isEqualTo(2);

    metrics.pollCompleted();

    assertThat(read("polls")).isEqualTo(3L);
    assertThat(read("consecutiveFailures")).isEqualTo(0);
  }

  private Object read(String name) {
    Object metric = registered.get(".sqluice.table.t." + name);
    return metric instanceof Counter counter ? counter.getCount() : ((Gauge<?>) metric).getValue();
  }

  /** Keeps what is registered, by its path. */
  private final class RecordingGroup extends UnregisteredMetricsGroup {

    private final String path;

    private RecordingGroup(String path) {
      this.path = path;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new RecordingGroup(path + "." + name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new RecordingGroup(path + "." + key + "." + value);
    }

    @Override
    public Counter counter(String name) {
      Counter counter = super.counter(name);
      registered.put(path + "." + name, counter);
      return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      registered.put(path + "." + name, gauge);
      return gauge;
    }
  }
}
