package io.sqluice.lookup.faults;

import io.sqluice.http.testing.MeteredCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A job whose rows are read in the background. */
final class RunningJoin {

  private static final long PATIENCE_SECONDS = 60;
  private static final long PAUSE_NANOS = 2_000_000;

  private final MeteredCluster cluster;
  private final JobID job;
  private final CompletableFuture<Ended> end;

  private RunningJoin(MeteredCluster cluster, JobID job, TableResult result) {
    this.cluster = cluster;
    this.job = job;
    this.end = CompletableFuture.supplyAsync(() -> read(result));
  }

  static RunningJoin start(TableResult result, MeteredCluster cluster) {
    return new RunningJoin(cluster, result.getJobClient().orElseThrow().getJobID(), result);
  }

  private Ended read(TableResult result) {
    List<Row> rows = new ArrayList<>();
    String failure = null;
    try (CloseableIterator<Row> read = result.collect()) {
      read.forEachRemaining(rows::add);
    } catch (Exception failed) {
      failure = words(failed);
    }
    return new Ended(rows, failure, cluster.tableMetrics(job));
  }

  /** The connector's own words, below which may be what it heard itself. */
  private static String words(Throwable failed) {
    Throwable inner = failed;
    while (inner.getCause() != null && !String.valueOf(inner.getMessage()).startsWith("Table ")) {
      inner = inner.getCause();
    }
    return inner.getMessage();
  }

  /** A number of the job's lookup tables so far, summed over subtasks. */
  long metric(String name) {
    return cluster.tableMetrics(job).getOrDefault(name, 0L);
  }

  /** Waits until a metric has a value. */
  void await(String metric, long value) throws TimeoutException {
    await(() -> metric(metric) == value, metric + " = " + value);
  }

  private void await(BooleanSupplier condition, String what) throws TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (end.isDone() || System.nanoTime() > deadline) {
        throw new TimeoutException("waited in vain for " + what + "; end: " + end.getNow(null));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Waits for the end. */
  Ended end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
