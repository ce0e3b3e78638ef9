package io.sqluice.benchmarks;

import java.util.Locale;

/**
 * A figure that is good or bad beside that of a reference.
 *
 * @param name what was measured
 * @param ours our median, in milliseconds
 * @param reference the reference's median, in milliseconds
 * @param bar the largest ratio of ours to the reference that is good enough
 */
public record ComparedFigure(String name, double ours, double reference, double bar)
    implements Figure {

  /** Ours divided by the reference. */
  public double ratio() {
    return ours / reference;
  }

  @Override
  public boolean isGood() {
    return ratio() <= bar;
  }

  @Override
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
