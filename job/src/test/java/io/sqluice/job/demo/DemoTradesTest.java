package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoTradesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:07Z");

  private final DemoMarket market = new DemoMarket();
  private final DemoTrades trades = new DemoTrades(market);
  private final DemoCoin bitcoin = market.coin("BTC").orElseThrow();

  @Test
  void should_compute_a_trade_from_its_number() {
    assertThat(trades.trade(bitcoin, 869_356_826L))
        .isEqualTo(
            new DemoTrade(
                869_356_826L,
                Instant.parse("2026-11-20T12:00:06.500Z"),
                new BigDecimal("60083.7"),
                new BigDecimal("0.083"),
                false));
    assertThat(trades.trade(bitcoin, 869_356_827L))
        .isEqualTo(
            new DemoTrade(
                869_356_827L,
                Instant.parse("2026-11-20T12:00:06.750Z"),
                new BigDecimal("60083.5"),
                new BigDecimal("0.090"),
                true));
  }

  @Test
  void should_trade_at_the_bid_the_last_price_and_the_ask_in_turn() {
    for (long id : new long[] {869_356_826L, 869_356_827L, 869_356_828L}) {
      DemoTrade trade = trades.trade(bitcoin, id);
      BigDecimal expected =
          switch ((int) (id % 3)) {
            case 0 -> market.bid(bitcoin, trade.time());
            case 1 -> market.last(bitcoin, trade.time());
            default -> market.ask(bitcoin, trade.time());
          };
      assertThat(trade.price()).isEqualTo(expected);
      assertThat(trade.buyerIsMaker()).isEqualTo(id % 3 == 0);
    }
  }

  @Test
  void should_number_trades_by_time() {
    assertThat(trades.newest(NOON)).isEqualTo(869_356_828L);
    assertThat(trades.newest(NOON.plusMillis(249))).isEqualTo(869_356_828L);
    assertThat(trades.newest(NOON.plusMillis(250))).isEqualTo(869_356_829L);
    assertThat(trades.oldestSince(NOON)).isEqualTo(869_356_828L);
    assertThat(trades.oldestSince(NOON.plusMillis(1))).isEqualTo(869_356_829L);
  }

  @Test
  void should_have_no_trades_before_the_market_opened() {
    assertThat(trades.newest(DemoTrades.ORIGIN)).isZero();
    assertThat(trades.newest(Instant.EPOCH)).isNegative();
    assertThat(trades.oldestSince(Instant.EPOCH)).isEqualTo(1);
  }

  @Test
  void should_add_up_volumes_as_the_trades_do() {
    for (long until : new long[] {7, 8, 107, 345, 1_000}) {
      BigDecimal sum =
          LongStream.range(7, until)
              .mapToObj(id -> trades.trade(bitcoin, id).quantity())
              .reduce(BigDecimal.ZERO, BigDecimal::add);

      assertThat(DemoTrades.volume(7, until)).isEqualByComparingTo(sum);
    }
    assertThat(DemoTrades.DAY_VOLUME).isEqualTo("17452.800");
  }
}
