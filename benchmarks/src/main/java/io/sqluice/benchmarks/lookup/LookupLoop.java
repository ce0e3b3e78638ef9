package io.sqluice.benchmarks.lookup;

import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.asynchttpclient.Dsl.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Response;

/**
 * The bare reference of the lookup benchmark: the same client asks for one key after the other and
 * looks at nothing but the length of the answers, without Flink, limits, retries and rows.
 */
public final class LookupLoop {

  private final AsyncHttpClient client;
  private final String url;
  private final long keys;
  private final AtomicLong next = new AtomicLong();
  private final CountDownLatch left;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private LookupLoop(AsyncHttpClient client, String url, long keys) {
    this.client = client;
    this.url = url;
    this.keys = keys;
    this.left = new CountDownLatch(Math.toIntExact(keys));
  }

  /**
   * Warms up, says so, waits for a line, and asks for all keys.
   *
   * @param arguments the URL without the key, the requests under way at once, the keys of the
   *     warm-up, the keys
   */
  public static void main(String[] arguments) throws Exception {
    int concurrency = Integer.parseInt(arguments[1]);
    try (AsyncHttpClient client = asyncHttpClient(config().setKeepAlive(true));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in))) {
      new LookupLoop(client, arguments[0], Long.parseLong(arguments[2])).run(concurrency);
      System.out.println(Contender.WARM);
      orders.readLine();
      long started = System.nanoTime();
      new LookupLoop(client, arguments[0], Long.parseLong(arguments[3])).run(concurrency);
      System.out.println(new RunReport((System.nanoTime() - started) / 1_000_000).line());
    }
  }

  private void run(int concurrency) throws IOException, InterruptedException {
    for (int chain = 0; chain < concurrency; chain++) {
      askForNext();
    }
    left.await();
    if (failure.get() != null) {
      throw new IOException("A request has failed", failure.get());
    }
  }

  private void askForNext() {
    long key = next.getAndIncrement();
    if (key < keys) {
      client.prepareGet(url + key).execute().toCompletableFuture().whenComplete(this::take);
    }
  }

  private void take(Response response, Throwable failed) {
    if (failed != null || response.getResponseBodyAsBytes().length == 0) {
      failure.compareAndSet(null, failed == null ? new IOException("an empty answer") : failed);
    }
    left.countDown();
    askForNext();
  }
}
