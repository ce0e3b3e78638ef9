package io.sqluice.job.demo;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A coin of the demo market.
 *
 * @param rank its place by market capitalisation, from 1
 * @param symbol its ticker, for example BTC
 * @param name its name, for example Bitcoin
 * @param base its lowest price, in ticks
 * @param digits the decimals of its price: a tick is 10 to the power of minus digits
 * @param supply how many of it there are
 */
public record DemoCoin(int rank, String symbol, String name, long base, int digits, long supply) {

  /** A price in US dollars. */
  BigDecimal price(long ticks) {
    return BigDecimal.valueOf(ticks, digits);
  }

  /** The name as APIs write it in paths and keys: lower case, hyphens for spaces. */
  String slug() {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
