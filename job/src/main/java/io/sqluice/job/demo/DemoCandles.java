package io.sqluice.job.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The candles of the demo market, computed from its prices second by second. */
final class DemoCandles {

  private final DemoMarket market;
  private final DemoTrades trades;

  DemoCandles(DemoMarket market, DemoTrades trades) {
    this.market = market;
    this.trades = trades;
  }

  /**
   * Candles, the newest first.
   *
   * @param seconds the length of a candle
   * @param from the first second asked for
   * @param until the second after the last one asked for; a candle that starts before it is in
   * @param limit the most candles to give, counted from the newest
   */
  List<DemoCandle> candles(
      DemoCoin coin, int seconds, Instant from, Instant until, Instant now, int limit) {
    List<DemoCandle> candles = new ArrayList<>();
    long last = Math.min(until.getEpochSecond() - 1, now.getEpochSecond());
    long start = last - Math.floorMod(last, seconds);
    while (start >= from.getEpochSecond() && candles.size() < limit) {
      candles.add(candle(coin, start, Math.min(start + seconds - 1, now.getEpochSecond())));
      start -= seconds;
    }
    return candles;
  }

  private DemoCandle candle(DemoCoin coin, long start, long end) {
    long high = coin.base() + DemoMarket.HIGHEST;
    long low = coin.base() + DemoMarket.LOWEST;
    if (end - start < DemoMarket.CYCLE_SECONDS) {
      high = Long.MIN_VALUE;
      low = Long.MAX_VALUE;
      for (long second = start; second <= end; second++) {
        long ticks = market.ticks(coin, second);
        high = Math.max(high, ticks);
        low = Math.min(low, ticks);
      }
    }
    long open = market.ticks(coin, start);
    long close = market.ticks(coin, end);
    BigDecimal volume =
        DemoTrades.volume(
            trades.oldestSince(Instant.ofEpochSecond(start)),
            trades.oldestSince(Instant.ofEpochSecond(end + 1)));
    BigDecimal mean =
        coin.price(open + high + low + close)
            .divide(BigDecimal.valueOf(4), coin.digits() + 2, RoundingMode.UNNECESSARY);
    return new DemoCandle(
        start,
        coin.price(open),
        coin.price(close),
        coin.price(high),
        coin.price(low),
        volume,
        volume.multiply(mean));
  }
}
