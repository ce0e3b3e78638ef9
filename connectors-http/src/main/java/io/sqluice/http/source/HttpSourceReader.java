package io.sqluice.http.source;

import io.sqluice.http.api.ApiSession;
import io.sqluice.http.api.TaskContext;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.source.SplitPoller.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;

/**
 * Reads the splits of one subtask. Requests and the reading of bodies go on elsewhere; this class
 * only takes what is ready, so that a checkpoint barrier never waits for the network.
 */
final class HttpSourceReader implements SourceReader<RowData, HttpSplit> {

  private static final Duration DEFAULT_WATERMARK_INTERVAL = Duration.ofMillis(200);

  private final HttpSourceConfig config;
  private final ScanPlan plan;
  private final SourceReaderContext context;
  private final InstantSource clock;
  private final SourceWatermarkClock watermarkClock;
  private final Duration watermarkInterval;
  private final Availability availability = new Availability();
  private final List<SplitPoller> pollers = new ArrayList<>();
  private final List<HttpSplit> notOpened = new ArrayList<>();

  private final boolean bounded;

  /** Why the reader cannot read; null if it can. */
  @Nullable private SuppressRestartsException unable;

  @Nullable private ApiSession session;
  @Nullable private PollerResources pollerResources;
  @Nullable private ScheduledFuture<?> alarm;
  private Instant nextWatermark = Instant.MIN;
  private boolean noMoreSplits;
  private boolean idle;

  HttpSourceReader(
      HttpSourceConfig config, ScanPlan plan, SourceReaderContext context, InstantSource clock) {
    this.config = config;
    this.plan = plan;
    this.context = context;
    this.clock = clock;
    this.watermarkClock = new SourceWatermarkClock(clock);
    this.bounded = config.scan().bounded() || plan.limit() != null;
    Duration interval = context.getConfiguration().get(PipelineOptions.AUTO_WATERMARK_INTERVAL);
    this.watermarkInterval = interval.isZero() ? DEFAULT_WATERMARK_INTERVAL : interval;
  }

  /**
   * Does not throw where a secret or a file that the table needs is missing: the enumerator's
   * events are on their way to the task then, and if they find that it has failed, Flink tells
   * users that instead of the reason. {@link #pollNext} throws when they have arrived.
   */
  @Override
  public void start() {
    try {
      open();
    } catch (SuppressRestartsException missing) {
      unable = missing;
    }
  }

  private void open() {
    session =
        ApiSession.open(
            config.api(),
            RequestConfig.SOURCE_VARIABLES,
            plan.columns(),
            new TaskContext(
                TaskContext.tableGroup(context.metricGroup(), config.tableName()),
                context.getConfiguration(),
                context.getUserCodeClassLoader(),
                clock));
    // Not before: a table that cannot start has no polls to tell of.
    SourceMetrics metrics = new SourceMetrics(context.metricGroup(), config.tableName());
    RequestStream requests = new RequestStream(config, plan, session);
    pollerResources =
        new PollerResources(
            config,
            plan,
            requests,
            new PageFetcher(config, requests, session, watermarkClock),
            metrics,
            watermarkClock,
            clock,
            new Random(),
            availability::signal);
    openSplits();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
    InputStatus status = advance(output);
    if (status == InputStatus.NOTHING_AVAILABLE && availability.rearm()) {
      // Something arrived while we looked: look again, with the new future in place.
      status = advance(output);
    }
    return status;
  }

  private InputStatus advance(ReaderOutput<RowData> output) throws Exception {
    if (unable != null) {
      if (noMoreSplits || !bounded && !notOpened.isEmpty()) {
        throw unable;
      }
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (idle && !pollers.isEmpty()) {
      // Rows alone do not end idleness: the watermarks of operators behind us would be ignored.
      output.markActive();
      idle = false;
    }
    emitWatermark(output);
    Instant wakeAt = null;
    for (int i = 0; i < pollers.size(); i++) {
      SplitPoller poller = pollers.get(i);
      Step step = poller.advance(output);
      if (step == Step.PROGRESS) {
        return InputStatus.MORE_AVAILABLE;
      }
      if (step == Step.END) {
        pollers.remove(i);
        poller.close();
        return InputStatus.MORE_AVAILABLE;
      }
      wakeAt = earlier(wakeAt, poller.wakeAt());
    }
    if (pollers.isEmpty()) {
      if (noMoreSplits) {
        return InputStatus.END_OF_INPUT;
      }
      if (!idle) {
        output.markIdle();
        idle = true;
      }
    } else if (plan.sourceWatermark()) {
      wakeAt = earlier(wakeAt, nextWatermark);
    }
    setAlarm(wakeAt);
    return InputStatus.NOTHING_AVAILABLE;
  }

  private void emitWatermark(ReaderOutput<RowData> output) {
    if (!plan.sourceWatermark() || pollers.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    boolean setBack = now.plus(watermarkInterval).isBefore(nextWatermark);
    if (setBack || !now.isBefore(nextWatermark)) {
      output.emitWatermark(new Watermark(watermarkClock.watermark()));
      nextWatermark = now.plus(watermarkInterval);
    }
  }

  /** Signals availability at an instant; null for when an answer arrives. */
  private void setAlarm(@Nullable Instant at) {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    if (at != null) {
      long nanos = Math.max(0, Duration.between(clock.instant(), at).toNanos());
      alarm =
          session.resources().timers().schedule(availability::signal, nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Nullable
  private static Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  @Override
  public List<HttpSplit> snapshotState(long checkpointId) {
    List<HttpSplit> splits = new ArrayList<>(notOpened);
    pollers.forEach(poller -> splits.add(poller.snapshot()));
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return availability.future();
  }

  @Override
  public void addSplits(List<HttpSplit> splits) {
    splits.forEach(this::checkOwner);
    notOpened.addAll(splits);
    if (pollerResources != null) {
      openSplits();
    }
    availability.signal();
  }

  /**
   * Flink gives state to operators by their place in the plan, unless they have names: a changed
   * script can hand one table the state of another.
   */
  private void checkOwner(HttpSplit split) {
    if (!split.splitId().equals(config.tableName())) {
      throw new IllegalStateException(
          "The checkpoint holds the state of table "
              + split.splitId()
              + " where table "
              + config.tableName()
              + " is read now: restore it with the queries as they were, or start without it.");
    }
  }

  /** Splits of a checkpoint may come before {@link #start}. */
  private void openSplits() {
    notOpened.forEach(split -> pollers.add(new SplitPoller(split, pollerResources)));
    notOpened.clear();
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    availability.signal();
  }

  @Override
  public void close() {
    setAlarm(null);
    pollers.forEach(SplitPoller::close);
    if (session != null) {
      session.close();
    }
  }
}
