package io.sqluice.benchmarks.lookup;

/** Counts requests and takes the times of the first and the last. Thread-safe. */
final class KeyTraffic {

  private long requests;
  private long keys;
  private long firstNanos;
  private long lastNanos;

  /**
   * What came in some time.
   *
   * @param requests how many
   * @param keys that they asked for
   * @param nanos from the arrival of the first to that of the last
   */
  record Taken(long requests, long keys, long nanos) {

    static Taken parse(String line) {
      String[] parts = line.split(" ");
      return new Taken(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String line() {
      return requests + " " + keys + " " + nanos;
    }

    double millis() {
      return nanos / 1e6;
    }
  }

  synchronized void add(int askedKeys) {
    lastNanos = System.nanoTime();
    if (requests == 0) {
      firstNanos = lastNanos;
    }
    requests++;
    keys += askedKeys;
  }

  synchronized Taken take() {
    Taken taken = new Taken(requests, keys, requests == 0 ? 0 : lastNanos - firstNanos);
    requests = 0;
    keys = 0;
    return taken;
  }
}
