package io.sqluice.benchmarks.lookup;

import java.util.List;
import java.util.Locale;

/** What samples of a heap say: the median of the last tenth of them beside that of the first. */
final class HeapGrowth {

  private static final int PARTS = 10;
  private static final double MEGABYTE = 1 << 20;

  private final int count;
  private final double first;
  private final double last;

  /**
   * @param bytes at least ten samples, in the order in which they were taken
   */
  HeapGrowth(List<Long> bytes) {
    if (bytes.size() < PARTS) {
      throw new IllegalArgumentException(
          "The heap was looked at %d times, expected %d at least".formatted(bytes.size(), PARTS));
    }
    int part = bytes.size() / PARTS;
    this.count = bytes.size();
    this.first = megabytes(bytes.subList(0, part));
    this.last = megabytes(bytes.subList(count - part, count));
  }

  /** Negative if the heap has become smaller. */
  double megabytes() {
    return last - first;
  }

  private static double megabytes(List<Long> bytes) {
    return bytes.stream().sorted().skip(bytes.size() / 2).findFirst().orElseThrow() / MEGABYTE;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap after collections: %d samples, first tenth %.1f MB, last tenth %.1f MB",
        count,
        first,
        last);
  }
}
