package io.sqluice.job.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * The trades of the demo market: pure functions of a coin and a trade's number.
 *
 * <p>Trade n of every coin happens n quarters of a second after {@link #ORIGIN}. Its price is the
 * market's price in that second, less a tick if n mod 3 = 0 (at the bid), plus a tick if n mod 3 =
 * 2 (at the ask). Its quantity is (1 + 7 n mod 100) thousandths of a coin, so any hundred trades in
 * a row are 5.05 coins.
 */
public final class DemoTrades {

  /** When the market opened: trade 1 followed a quarter of a second later. */
  public static final Instant ORIGIN = Instant.parse("2020-01-01T00:00:00Z");

  static final int PER_SECOND = 4;

  /** The coins traded in any 24 hours: a day has whole hundreds of trades. */
  static final BigDecimal DAY_VOLUME = volume(0, 86_400L * PER_SECOND);

  private static final long MILLIS = 1_000 / PER_SECOND;

  private final DemoMarket market;

  public DemoTrades(DemoMarket market) {
    this.market = market;
  }

  /** The number of the newest trade at an instant; 0 or less before the first one. */
  public long newest(Instant at) {
    return Math.floorDiv(Duration.between(ORIGIN, at).toMillis(), MILLIS);
  }

  /** The number of the oldest trade at or after an instant; at least 1. */
  public long oldestSince(Instant at) {
    return Math.max(1, -Math.floorDiv(-Duration.between(ORIGIN, at).toMillis(), MILLIS));
  }

  /** A trade by its number, which is at least 1. */
  public DemoTrade trade(DemoCoin coin, long id) {
    Instant time = ORIGIN.plusMillis(id * MILLIS);
    long ticks = market.ticks(coin, time.getEpochSecond()) + id % 3 - 1;
    return new DemoTrade(id, time, coin.price(ticks), quantity(id), id % 3 == 0);
  }

  /** The coins of the trades from one number up to, without, another. */
  static BigDecimal volume(long from, long until) {
    long hundreds = Math.max(0, until - from) / 100;
    BigDecimal volume = BigDecimal.valueOf(hundreds * 5_050, 3);
    for (long id = from + hundreds * 100; id < until; id++) {
      volume = volume.add(quantity(id));
    }
    return volume;
  }

  private static BigDecimal quantity(long id) {
    return BigDecimal.valueOf(1 + 7 * id % 100, 3);
  }
}
