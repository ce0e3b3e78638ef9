package io.sqluice.http.client;

import io.sqluice.http.secret.Redaction;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import javax.annotation.Nullable;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.ListenableFuture;

/**
 * One request on the wire and its response, within one time limit from sending to the last byte.
 * Ends exactly once, or not at all if it is cancelled.
 */
final class Exchange {

  private final CallTimer timer;
  private final SealedRequest request;
  private final BiConsumer<RawResponse, Throwable> done;
  private final ResponseCollector collector;
  private final AtomicBoolean finished = new AtomicBoolean();
  @Nullable private volatile Runnable cancelTimeout;
  @Nullable private volatile ListenableFuture<Void> onTheWire;

  /**
   * @param redaction takes the table's secrets out of what the client library logs of failures
   * @param done gets the response, or what broke, on a network or timer thread
   */
  Exchange(
      CallTimer timer,
      SealedRequest request,
      Redaction redaction,
      long maxBytes,
      IntPredicate wanted,
      BiConsumer<RawResponse, Throwable> done) {
    this.timer = timer;
    this.request = request;
    this.done = done;
    this.collector = new ResponseCollector(this.request, redaction, maxBytes, wanted, this::finish);
  }

  void start(AsyncHttpClient client, Duration timeout) {
    cancelTimeout = timer.timeout(timeout, this::timeOut);
    onTheWire = client.executeRequest(request.standIn(), collector);
    if (finished.get()) {
      tearDown();
    }
  }

  /** How far the response has come, for messages. */
  String progress() {
    return collector.progress();
  }

  /** The bytes of the body that have arrived. */
  int received() {
    return collector.received();
  }

  /** Closes the connection; nobody is told. Harmless when the exchange has ended. */
  void cancel() {
    if (finished.compareAndSet(false, true)) {
      tearDown();
    }
  }

  private void timeOut() {
    if (finished.compareAndSet(false, true)) {
      tearDown();
      done.accept(null, new TimeoutException());
    }
  }

  private void finish(@Nullable RawResponse response, @Nullable Throwable failure) {
    if (finished.compareAndSet(false, true)) {
      stopTimeout();
      done.accept(response, failure);
    }
  }

  private void tearDown() {
    stopTimeout();
    ListenableFuture<Void> started = onTheWire;
    if (started != null) {
      started.cancel(true);
    }
  }

  private void stopTimeout() {
    Runnable cancel = cancelTimeout;
    if (cancel != null) {
      cancel.run();
    }
  }
}
