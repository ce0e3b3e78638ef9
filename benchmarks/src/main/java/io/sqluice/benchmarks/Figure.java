package io.sqluice.benchmarks;

import java.util.Locale;

/**
 * What a benchmark found. Less is better.
 *
 * @param name the benchmark's name
 * @param ours our median, in milliseconds
 * @param reference the reference's median, in milliseconds
 * @param bar the largest ratio of ours to the reference that is good enough
 */
public record Figure(String name, double ours, double reference, double bar) {

  /** Ours divided by the reference. */
  public double ratio() {
    return ours / reference;
  }

  public boolean isGood() {
    return ratio() <= bar;
  }

  /** The line that a run ends with. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "figure %s ours=%.1f reference=%.1f ratio=%.3f bar=%s %s",
        name,
        ours,
        reference,
        ratio(),
        bar,
        isGood() ? "ok" : "miss");
  }
}
