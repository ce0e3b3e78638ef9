package io.sqluice.job.execution;

import io.sqluice.job.output.PrintedQuery;
import io.sqluice.job.output.ResultPrinter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * once more. Runs on a thread of its own.
 */
final class SelectReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SelectReader.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

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
      } else {
        pause = longer(pause);
      }
    }
    if (!end.isCompletedExceptionally()) {
      printRest();
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

  /** Prints what the sink still held when the job ended. */
  private void printRest() {
    Tuple2<Long, CollectCoordinationResponse> rest = rest();
    if (rest != null) {
      heed(rest.f1);
      List<RowData> rows = rows(rest.f1);
      int known = (int) Math.min(rows.size(), Math.max(0, offset - rest.f0));
      print(rows.subList(known, rows.size()));
    }
  }

  private Tuple2<Long, CollectCoordinationResponse> rest() {
    ArrayList<byte[]> accumulated = end.join().getAccumulatorResult(sink.operatorUid());
    if (accumulated == null) {
      return null;
    }
    try {
      return CollectSinkFunction.deserializeAccumulatorResult(
          SerializedListAccumulator.deserializeList(
                  accumulated, BytePrimitiveArraySerializer.INSTANCE)
              .get(0));
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot read the last rows of " + sink.asSummaryString(), e);
    }
  }
}
