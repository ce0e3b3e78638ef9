package io.sqluice.lookup.function;

import io.sqluice.http.api.Causes;
import io.sqluice.http.api.HeaderFields;
import io.sqluice.http.secret.Redaction;
import io.sqluice.lookup.function.LookupConfig.ErrorPolicy;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Looks one row up after another: in the cache, else at the API, and says what becomes of a row
 * whose lookup fails. Thread-safe; no method waits.
 */
final class RowLookup {

  private final ErrorPolicy errorPolicy;
  private final Keys keys;
  private final Requests requests;
  @Nullable private final AnswerCache cache;
  private final ResultRows resultRows;
  private final Redaction redaction;
  private final LookupMetrics metrics;
  private final LookupWarnings warnings;
  private volatile boolean closed;

  RowLookup(
      ErrorPolicy errorPolicy,
      Keys keys,
      Requests requests,
      @Nullable AnswerCache cache,
      ResultRows resultRows,
      Redaction redaction,
      LookupMetrics metrics,
      LookupWarnings warnings) {
    this.errorPolicy = errorPolicy;
    this.keys = keys;
    this.requests = requests;
    this.cache = cache;
    this.resultRows = resultRows;
    this.redaction = redaction;
    this.metrics = metrics;
    this.warnings = warnings;
  }

  /**
   * The rows that a row is joined with.
   *
   * @param keyRow the keys of the row, as Flink gives them
   * @return completes on any thread; fails with {@link LookupFailure} if that is the policy
   */
  CompletableFuture<Collection<RowData>> lookup(RowData keyRow) {
    if (Keys.haveNull(keyRow)) {
      return CompletableFuture.completedFuture(List.of());
    }
    metrics.lookedUp();
    GenericRowData parameters = keys.parameters(keyRow);
    List<RowData> cached = cached(parameters);
    if (cached != null) {
      return CompletableFuture.completedFuture(emitted(keys.matching(cached, keyRow)));
    }
    CompletableFuture<Collection<RowData>> result = new CompletableFuture<>();
    requests
        .ask(parameters)
        .whenComplete(
            (rows, failure) -> {
              if (closed) {
                return;
              }
              try {
                result.complete(
                    failure == null
                        ? emitted(keys.matching(rows, keyRow))
                        : failed(parameters, keyRow, failure));
              } catch (Throwable broken) {
                result.completeExceptionally(broken);
              }
            });
    return result;
  }

  /**
   * Leaves the rows that are under way without a result: their task is at its end, and what is cut
   * off by that has not failed. Flink has them in its state and asks for them again.
   */
  void close() {
    closed = true;
  }

  /** Sends at once what waits for company: nobody may come until it is there. */
  void flush() {
    requests.flush();
  }

  @Nullable
  private List<RowData> cached(GenericRowData parameters) {
    if (cache == null) {
      return null;
    }
    List<RowData> rows = cache.get(parameters);
    if (rows == null) {
      metrics.missed();
    } else {
      metrics.hit();
    }
    return rows;
  }

  private Collection<RowData> emitted(List<RowData> rows) {
    metrics.emitted(rows.size());
    return rows;
  }

  private Collection<RowData> failed(GenericRowData parameters, RowData keyRow, Throwable failure)
      throws Throwable {
    Throwable cause = Causes.of(failure);
    metrics.failed();
    if (errorPolicy == ErrorPolicy.FAIL || !(cause instanceof LookupFailure lookup)) {
      throw cause;
    }
    warnings.note(lookup);
    Origin origin =
        new Origin(
            lookup.statusCode(),
            lookup.statusCode() == null ? null : HeaderFields.redacted(lookup.headers(), redaction),
            errorPolicy == ErrorPolicy.EMIT ? lookup.reason() : null);
    GenericRowData row = resultRows.row(null, parameters, origin);
    return emitted(keys.addFilters(row, keyRow) ? List.of(row) : List.of());
  }
}
