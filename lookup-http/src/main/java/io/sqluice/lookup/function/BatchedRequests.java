package io.sqluice.lookup.function;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.request.JoinedValues;
import io.sqluice.lookup.function.LookupConfig.BatchConfig;
import io.sqluice.lookup.function.LookupPlan.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Collects the keys of several rows and asks for them in one request: when there are as many as one
 * takes, or the first has waited long enough. Rows that ask for the same key share its place.
 */
final class BatchedRequests implements Requests {

  private final BatchConfig config;
  private final Parameter key;
  private final Answers answers;
  private final PageRows pageRows;
  private final BatchKeys batchKeys;
  private final LookupMetrics metrics;
  private final ScheduledExecutorService timers;

  @GuardedBy("this")
  private Map<GenericRowData, CompletableFuture<List<RowData>>> waiting = new LinkedHashMap<>();

  @GuardedBy("this")
  @Nullable
  private Future<?> alarm;

  /**
   * @param key the only parameter of the request
   * @param timers for the end of a batch that is not full
   */
  BatchedRequests(
      BatchConfig config,
      Parameter key,
      Answers answers,
      PageRows pageRows,
      BatchKeys batchKeys,
      LookupMetrics metrics,
      ScheduledExecutorService timers) {
    this.config = config;
    this.key = key;
    this.answers = answers;
    this.pageRows = pageRows;
    this.batchKeys = batchKeys;
    this.metrics = metrics;
    this.timers = timers;
  }

  @Override
  public CompletableFuture<List<RowData>> ask(GenericRowData parameters) {
    CompletableFuture<List<RowData>> result;
    Map<GenericRowData, CompletableFuture<List<RowData>>> full = Map.of();
    synchronized (this) {
      result = waiting.computeIfAbsent(parameters, unknown -> new CompletableFuture<>());
      if (waiting.size() >= config.size()) {
        full = take();
      } else if (alarm == null) {
        try {
          alarm = timers.schedule(this::flush, config.interval().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
          result.cancel(false);
        }
      }
    }
    send(full);
    return result;
  }

  @Override
  public void flush() {
    Map<GenericRowData, CompletableFuture<List<RowData>>> batch;
    synchronized (this) {
      batch = take();
    }
    send(batch);
  }

  @GuardedBy("this")
  private Map<GenericRowData, CompletableFuture<List<RowData>>> take() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    Map<GenericRowData, CompletableFuture<List<RowData>>> taken = waiting;
    waiting = new LinkedHashMap<>();
    return taken;
  }

  /** May run on a timer thread, which has nobody to tell of what breaks. */
  private void send(Map<GenericRowData, CompletableFuture<List<RowData>>> batch) {
    try {
      sendSound(batch);
    } catch (RuntimeException | Error broken) {
      batch.values().forEach(result -> result.completeExceptionally(broken));
    }
  }

  private void sendSound(Map<GenericRowData, CompletableFuture<List<RowData>>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    Map<GenericRowData, CompletableFuture<List<RowData>>> sound = batch;
    HttpRequest request;
    try {
      request = request(batch.keySet());
    } catch (LookupFailure unfit) {
      // One unfit key must not fail the others.
      sound = withoutUnfit(batch);
      if (sound.isEmpty()) {
        return;
      }
      try {
        request = request(sound.keySet());
      } catch (LookupFailure together) {
        sound.values().forEach(result -> result.completeExceptionally(together));
        return;
      }
    }
    metrics.batchSent(sound.size());
    Map<GenericRowData, CompletableFuture<List<RowData>>> sent = sound;
    BatchSink sink = new BatchSink(pageRows, batchKeys, sent.keySet());
    answers
        .read(request, sink)
        .whenComplete(
            (nothing, failure) ->
                sent.forEach(
                    (parameters, result) -> {
                      if (failure == null) {
                        result.complete(sink.rows(parameters));
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
  }

  private Map<GenericRowData, CompletableFuture<List<RowData>>> withoutUnfit(
      Map<GenericRowData, CompletableFuture<List<RowData>>> batch) {
    Map<GenericRowData, CompletableFuture<List<RowData>>> sound = new LinkedHashMap<>();
    batch.forEach(
        (parameters, result) -> {
          try {
            request(List.of(parameters));
            sound.put(parameters, result);
          } catch (LookupFailure unfit) {
            result.completeExceptionally(unfit);
          }
        });
    return sound;
  }

  private HttpRequest request(Collection<GenericRowData> batch) throws LookupFailure {
    List<Object> values = new ArrayList<>(batch.size());
    for (GenericRowData parameters : batch) {
      values.add(KeyValues.external(parameters.getField(0), key.type()));
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put(key.name(), new JoinedValues(values, config.delimiter()));
    return answers.request(variables);
  }
}
