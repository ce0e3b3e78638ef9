package io.sqluice.http.client;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the calls of one table count. Thread-safe: network and timer threads write to it.
 *
 * <ul>
 *   <li>{@code requests}: requests sent, retries and redirects included
 *   <li>{@code retries}: attempts after a call's first
 *   <li>{@code responses1xx} to {@code responses5xx}: final responses by status class
 *   <li>{@code requestLatency}: milliseconds from sending a request to the last byte of its
 *       response, over the last 1000
 *   <li>{@code bytesReceived}: bytes of response bodies as they came, that is compressed, if they
 *       were; without headers
 *   <li>{@code rateLimitWaitMs}: milliseconds that requests waited for {@code rate-limit.*}
 *   <li>{@code inFlight}: requests on the way now
 * </ul>
 */
final class ClientMetrics {

  private static final int LATENCY_WINDOW = 1_000;

  private final Counter requests;
  private final Counter retries;
  private final Counter[] responsesByClass = new Counter[5];
  private final Histogram requestLatency;
  private final Counter bytesReceived;
  private final Counter rateLimitWait;

  ClientMetrics(MetricGroup group, IntSupplier inFlight) {
    requests = group.counter("requests", new ThreadSafeSimpleCounter());
    retries = group.counter("retries", new ThreadSafeSimpleCounter());
    for (int i = 0; i < responsesByClass.length; i++) {
      responsesByClass[i] =
          group.counter("responses" + (i + 1) + "xx", new ThreadSafeSimpleCounter());
    }
    requestLatency =
        group.histogram("requestLatency", new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
    bytesReceived = group.counter("bytesReceived", new ThreadSafeSimpleCounter());
    rateLimitWait = group.counter("rateLimitWaitMs", new ThreadSafeSimpleCounter());
    group.gauge("inFlight", (Gauge<Integer>) inFlight::getAsInt);
  }

  void sent(Duration waited) {
    requests.inc();
    rateLimitWait.inc(waited.toMillis());
  }

  void retried() {
    retries.inc();
  }

  /** Counts a response that was read as far as it is of use. */
  void answered(int statusCode, Duration latency) {
    int index = statusCode / 100 - 1;
    if (index >= 0 && index < responsesByClass.length) {
      responsesByClass[index].inc();
    }
    requestLatency.update(latency.toMillis());
  }

  void received(long bytes) {
    bytesReceived.inc(bytes);
  }
}
