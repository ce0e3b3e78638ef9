package io.sqluice.benchmarks;

import java.util.Locale;

/**
 * A figure that is good or bad by itself.
 *
 * @param name what was measured
 * @param ours our median
 * @param bar the largest value that is good enough, in the same unit
 */
public record LimitedFigure(String name, double ours, double bar) implements Figure {

  @Override
  public boolean isGood() {
    return ours <= bar;
  }

  @Override
  public String line() {
    return String.format(
        Locale.ROOT, "figure %s ours=%.1f bar=%s %s", name, ours, bar, isGood() ? "ok" : "miss");
  }
}
