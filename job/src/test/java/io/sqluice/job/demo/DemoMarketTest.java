package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoMarketTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:07Z");

  private final DemoMarket market = new DemoMarket();
  private final DemoCoin bitcoin = market.coin("BTC").orElseThrow();
  private final DemoCoin ether = market.coin("ETH").orElseThrow();

  @Test
  void should_price_a_coin_by_the_documented_formula() {
    // 1795176007 s: bitcoin 600000 + 823 + 2*7 tenths, ether 300000 + 763 + 2*7 hundredths
    assertThat(market.last(bitcoin, NOON)).isEqualTo("60083.7");
    assertThat(market.bid(bitcoin, NOON)).isEqualTo("60083.6");
    assertThat(market.ask(bitcoin, NOON)).isEqualTo("60083.8");
    assertThat(market.last(ether, NOON)).isEqualTo("3007.77");
  }

  @Test
  void should_stand_still_within_a_second() {
    assertThat(market.last(bitcoin, NOON.plusMillis(999))).isEqualTo(market.last(bitcoin, NOON));
  }

  @Test
  void should_move_from_second_to_second() {
    for (long second = 0; second < DemoMarket.CYCLE_SECONDS; second++) {
      assertThat(market.ticks(bitcoin, second)).isNotEqualTo(market.ticks(bitcoin, second + 1));
    }
  }

  @Test
  void should_reach_the_high_and_the_low_of_a_day_in_every_cycle() {
    for (DemoCoin coin : List.of(bitcoin, ether, market.coin("DEMO250").orElseThrow())) {
      long start = NOON.getEpochSecond();
      LongStream seconds = LongStream.range(start - DemoMarket.CYCLE_SECONDS, start);
      var prices = seconds.map(second -> market.ticks(coin, second)).summaryStatistics();

      assertThat(coin.price(prices.getMax())).isEqualTo(market.highOfDay(coin));
      assertThat(coin.price(prices.getMin())).isEqualTo(market.lowOfDay(coin));
      assertThat(market.ticks(coin, start - DemoMarket.CYCLE_SECONDS))
          .isEqualTo(market.ticks(coin, start));
    }
  }

  @Test
  void should_compare_with_the_price_a_day_before() {
    // 837 ticks now, 841 a day before
    assertThat(market.changeOfDay(bitcoin, NOON)).isEqualTo("-0.4");
  }

  @Test
  void should_list_250_coins_by_market_capitalisation_at_any_time() {
    assertThat(market.coins()).extracting(DemoCoin::rank).startsWith(1, 2, 3).endsWith(249, 250);
    assertThat(market.coins()).extracting(DemoCoin::symbol).doesNotHaveDuplicates();
    for (int rank = 1; rank < 250; rank++) {
      DemoCoin coin = market.coins().get(rank - 1);
      DemoCoin next = market.coins().get(rank);
      assertThat(market.lowOfDay(coin).doubleValue() * coin.supply())
          .as("%s before %s", coin.symbol(), next.symbol())
          .isGreaterThan(market.highOfDay(next).doubleValue() * next.supply());
    }
  }

  @Test
  void should_know_no_other_coin() {
    assertThat(market.coin("btc")).isEmpty();
    assertThat(market.coin("DEMO251")).isEmpty();
  }
}
