package io.sqluice.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measured times of one side of a benchmark, in milliseconds. */
public final class Samples {

  private final String side;
  private final List<Double> milliseconds = new ArrayList<>();

  /**
   * @param side who was measured, for what is printed
   */
  public Samples(String side) {
    this.side = side;
  }

  /** Adds one measured time. */
  public void add(double sample) {
    milliseconds.add(sample);
  }

  public int count() {
    return milliseconds.size();
  }

  /** The one that was measured first. */
  public double first() {
    return milliseconds.get(0);
  }

  /** The one that was measured last. */
  public double last() {
    return milliseconds.get(milliseconds.size() - 1);
  }

  /** The middle one, or the mean of the middle two. */
  public double median() {
    if (milliseconds.isEmpty()) {
      throw new IllegalStateException("Nothing of " + side + " was measured");
    }
    List<Double> sorted = milliseconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The smallest one that so many in a hundred do not exceed.
   *
   * @param percent from 1 to 100
   */
  public double percentile(int percent) {
    if (milliseconds.isEmpty()) {
      throw new IllegalStateException("Nothing of " + side + " was measured");
    }
    List<Double> sorted = milliseconds.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  /** All times in the order in which they were measured. */
  @Override
  public String toString() {
    return milliseconds.stream()
        .map(sample -> String.format(Locale.ROOT, "%.0f", sample))
        .collect(Collectors.joining(" ", side + " ms: ", ""));
  }
}
