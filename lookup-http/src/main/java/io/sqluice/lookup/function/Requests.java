package io.sqluice.lookup.function;

import io.sqluice.http.client.CallerClosedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Asks the API. Thread-safe; no method waits. */
interface Requests {

  /**
   * Asks for one row's values.
   *
   * @param parameters not to be changed afterwards
   * @return the rows of the answer, not to be changed; completes on any thread; fails with {@link
   *     LookupFailure}, or with a {@link java.util.concurrent.CancellationException} or {@link
   *     CallerClosedException} if the task that asked has been closed
   */
  CompletableFuture<List<RowData>> ask(GenericRowData parameters);

  /** Asks at once for what still waits for company. */
  default void flush() {}
}
