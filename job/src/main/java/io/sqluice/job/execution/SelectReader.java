package io.sqluice.job.execution;

import io.sqluice.job.output.PrintedQuery;
import io.sqluice.job.output.ResultPrinter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.SerializedListAccumulator;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestGateway;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationRequest;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectSinkFunction;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the rows of a SELECT from its running job and prints them as they come.
 *
 * <p>Speaks the protocol of {@link CollectSinkFunction}: the sink numbers its rows across restarts,
 * and a request for rows from a number on tells it that all before are done with. Flink's own
 * reader asks every 100 ms, and with checkpoints it holds rows back until one completes; this one
 * asks at once while rows come and prints at once, so that a restart after a failure may print rows
 * once more. What a sink still holds when it ends it leaves in an accumulator, where this one finds
 * it while the other tasks go on. Runs on a thread of its own.
 */
final class SelectReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SelectReader.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  /**
   * The end of the job ends any pause; this one is for whether enough rows are printed, and whether
   * the sink starts again because a task beside it has failed.
   */
  private static final Duration UNTIL_END = Duration.ofSeconds(1);

  /** How often a sink may be found missing between two looks at the accumulators. */
  private static final int MOST_ABSENCES = 20;

  /** How long the accumulators of a job that has ended may take. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** What the coordinator answers as the last checkpoint if it cannot reach the sink. */
  private static final long NO_SINK = -1;

  private final SelectSink sink;
  private final PrintedQuery query;
  private final Optional<FinalRows> atEnd;
  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> end;
  private final ResultPrinter printer;
  private final StopRequest stop;
  private final TypeSerializer<RowData> serializer;

  private String version = "";
  private long offset;

  /** Whether the last answer came from the sink, and not from its coordinator for want of one. */
  private boolean sinkAnswers;

  /** Whether the sink has ended and all its rows are here; not if it starts again after that. */
  private boolean taken;

  /** How often in a row the sink was missing, and when to look at what it has left. */
  private int absences;

  private int nextLook = 1;

  /**
   * @param printed how many rows of the query earlier runs have printed
   */
  SelectReader(
      QueryOutput output,
      JobClient job,
      CompletableFuture<JobExecutionResult> end,
      ResultPrinter printer,
      StopRequest stop,
      long printed) {
    this.sink = output.sink();
    this.query = output.query();
    this.atEnd = output.atEnd() ? Optional.of(new FinalRows()) : Optional.empty();
    this.job = job;
    this.end = end;
    this.printer = printer;
    this.stop = stop;
    this.serializer = sink.serializer();
    this.offset = printed;
  }

  @Override
  public void run() {
    Duration pause = SHORTEST_PAUSE;
    while (!waitForEnd(pause)) {
      if (printer.isComplete()) {
        stop.request();
        pause = LONGEST_PAUSE;
      } else if (printNext()) {
        pause = Duration.ZERO;
      } else if (taken) {
        pause = UNTIL_END;
      } else if (pause.equals(LONGEST_PAUSE) && !sinkAnswers) {
        missed();
      } else {
        pause = longer(pause);
      }
    }
    if (!taken || !end.isCompletedExceptionally()) {
      accumulators().ifPresent(this::printRest);
    }
    if (!end.isCompletedExceptionally()) {
      atEnd.ifPresent(changes -> printer.print(query, changes.rows()));
    }
  }

  /** How many rows of the query have been printed, in this run and those that it goes on from. */
  long printed() {
    return offset;
  }

  SelectSink sink() {
    return sink;
  }

  /**
   * The sink is not there yet, or no longer. To gather the accumulators is work for a cluster, so
   * that they are looked at less and less often.
   */
  private void missed() {
    absences++;
    if (absences >= nextLook) {
      nextLook = absences + Math.min(absences, MOST_ABSENCES);
      accumulators().ifPresent(this::printRest);
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private boolean waitForEnd(Duration pause) {
    try {
      end.get(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return end.isDone();
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    return true;
  }

  private boolean printNext() {
    CollectCoordinationResponse response;
    try {
      CompletableFuture<?> answer =
          ((CoordinationRequestGateway) job)
              .sendCoordinationRequest(
                  sink.operatorUid(), new CollectCoordinationRequest(version, offset));
      CompletableFuture.anyOf(answer, end).get();
      if (!answer.isDone()) {
        return false;
      }
      response = (CollectCoordinationResponse) answer.get();
    } catch (ExecutionException e) {
      // Usual while the job starts and while it ends.
      LOG.debug("No rows of {} yet", sink.asSummaryString(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    sinkAnswers = response.getLastCheckpointedOffset() != NO_SINK;
    if (sinkAnswers) {
      absences = 0;
      nextLook = 1;
    }
    return heed(response) && print(rows(response));
  }

  /**
   * Whether the rows of an answer are those asked for; else the sink has (re)started and says where
   * it is.
   */
  private boolean heed(CollectCoordinationResponse response) {
    if (response.getVersion().equals(version)) {
      return true;
    }
    taken = false;
    boolean first = version.isEmpty();
    version = response.getVersion();
    long restored = response.getLastCheckpointedOffset();
    offset = first ? Math.max(offset, restored) : restored;
    return false;
  }

  private boolean print(List<RowData> rows) {
    atEnd.ifPresent(changes -> changes.add(rows));
    offset += atEnd.isPresent() ? rows.size() : printer.print(query, rows);
    return !rows.isEmpty();
  }

  private List<RowData> rows(CollectCoordinationResponse response) {
    try {
      return response.getResults(serializer);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the rows of " + sink.asSummaryString(), e);
    }
  }

  /** Prints what the sink still held when it ended. */
  private void printRest(Map<String, Object> accumulators) {
    Tuple2<Long, CollectCoordinationResponse> rest = rest(accumulators.get(sink.operatorUid()));
    if (rest != null) {
      heed(rest.f1);
      taken = true;
      List<RowData> rows = rows(rest.f1);
      int known = (int) Math.min(rows.size(), Math.max(0, offset - rest.f0));
      print(rows.subList(known, rows.size()));
    }
  }

  /**
   * What the tasks that have ended have left: known while the job runs, and also if it failed or
   * was cancelled. Empty if the cluster does not say.
   */
  private Optional<Map<String, Object>> accumulators() {
    if (end.isDone() && !end.isCompletedExceptionally()) {
      return Optional.of(end.join().getAllAccumulatorResults());
    }
    try {
      return Optional.of(job.getAccumulators().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.debug("The accumulators of {} cannot be had", sink.asSummaryString(), e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked")
  private Tuple2<Long, CollectCoordinationResponse> rest(Object accumulator) {
    if (accumulator == null) {
      return null;
    }
    try {
      return CollectSinkFunction.deserializeAccumulatorResult(
          SerializedListAccumulator.deserializeList(
                  (ArrayList<byte[]>) accumulator, BytePrimitiveArraySerializer.INSTANCE)
              .get(0));
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot read the last rows of " + sink.asSummaryString(), e);
    }
  }
}
