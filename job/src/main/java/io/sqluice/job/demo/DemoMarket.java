package io.sqluice.job.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prices of the demo market: pure functions of an instant and a coin.
 *
 * <p>The price of the coin of rank r in the second t since 1970 is, in ticks,
 *
 * <pre>base + T(t + 60 r, 900) + 2 T(t, 7)      where T(x, p) = |x mod 2p - p|</pre>
 *
 * <p>that is a triangle wave of half an hour, shifted from coin to coin, and a small one of
 * fourteen seconds. The market moves once a second; an instant counts as its whole second.
 * docs/demo-api.md tells the same to users.
 */
public final class DemoMarket {

  /** The most a price stands above its base, in ticks. */
  static final long HIGHEST = 914;

  /** The least a price stands above its base, in ticks: the two waves are never both at zero. */
  static final long LOWEST = 1;

  /** After so many seconds the prices of a coin repeat. */
  static final int CYCLE_SECONDS = 12_600;

  private static final long DAY_SECONDS = 86_400;

  private static final List<DemoCoin> COINS = listCoins();

  /** All coins, by rank. */
  public List<DemoCoin> coins() {
    return COINS;
  }

  /** The coin with a ticker such as BTC. */
  public Optional<DemoCoin> coin(String symbol) {
    return COINS.stream().filter(coin -> coin.symbol().equals(symbol)).findFirst();
  }

  /** The price of the last trade, in US dollars. */
  public BigDecimal last(DemoCoin coin, Instant at) {
    return coin.price(ticks(coin, at.getEpochSecond()));
  }

  /** The best bid: one tick below the last price. */
  public BigDecimal bid(DemoCoin coin, Instant at) {
    return coin.price(ticks(coin, at.getEpochSecond()) - 1);
  }

  /** The best ask: one tick above the last price. */
  public BigDecimal ask(DemoCoin coin, Instant at) {
    return coin.price(ticks(coin, at.getEpochSecond()) + 1);
  }

  /** The last price less the last price a day before. */
  public BigDecimal changeOfDay(DemoCoin coin, Instant at) {
    return last(coin, at).subtract(last(coin, at.minusSeconds(DAY_SECONDS)));
  }

  /** The highest price of the last 24 hours, which hold every phase of the waves. */
  public BigDecimal highOfDay(DemoCoin coin) {
    return coin.price(coin.base() + HIGHEST);
  }

  /** The lowest price of the last 24 hours. */
  public BigDecimal lowOfDay(DemoCoin coin) {
    return coin.price(coin.base() + LOWEST);
  }

  /** The price in a second since 1970, in ticks. */
  long ticks(DemoCoin coin, long second) {
    return coin.base() + triangle(second + 60L * coin.rank(), 900) + 2 * triangle(second, 7);
  }

  private static long triangle(long x, long peak) {
    return Math.abs(Math.floorMod(x, 2 * peak) - peak);
  }

  private static List<DemoCoin> listCoins() {
    List<DemoCoin> coins = new ArrayList<>();
    coins.add(new DemoCoin(1, "BTC", "Bitcoin", 600_000, 1, 20_000_000L));
    coins.add(new DemoCoin(2, "ETH", "Ethereum", 300_000, 2, 120_000_000L));
    coins.add(new DemoCoin(3, "BNB", "BNB", 60_000, 2, 145_000_000L));
    coins.add(new DemoCoin(4, "SOL", "Solana", 150_000, 3, 470_000_000L));
    coins.add(new DemoCoin(5, "XRP", "XRP", 50_000, 5, 60_000_000_000L));
    coins.add(new DemoCoin(6, "ADA", "Cardano", 40_000, 5, 36_000_000_000L));
    coins.add(new DemoCoin(7, "DOGE", "Dogecoin", 100_000, 6, 140_000_000_000L));
    coins.add(new DemoCoin(8, "TRX", "TRON", 120_000, 6, 95_000_000_000L));
    coins.add(new DemoCoin(9, "LINK", "Chainlink", 14_000, 3, 650_000_000L));
    coins.add(new DemoCoin(10, "LTC", "Litecoin", 7_000, 2, 75_000_000L));
    for (int rank = 11; rank <= 250; rank++) {
      coins.add(
          new DemoCoin(
              rank,
              String.format("DEMO%03d", rank),
              "Demo Coin " + rank,
              1_000L * (260 - rank),
              5,
              1_000_000L));
    }
    return List.copyOf(coins);
  }
}
