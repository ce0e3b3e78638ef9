package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KuCoinApiTest {

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_list_all_tickers_with_numbers_as_strings() throws Exception {
    JsonNode body = demo.json("/api/v1/market/allTickers");

    assertThat(body.get("code").asText()).isEqualTo("200000");
    assertThat(body.at("/data/time").longValue()).isEqualTo(1_795_176_007_000L);
    assertThat(body.at("/data/ticker")).hasSize(250);
    assertThat(body.at("/data/ticker/0"))
        .hasToString(
            "{\"symbol\":\"BTC-USDT\",\"symbolName\":\"BTC-USDT\",\"buy\":\"60083.6\","
                + "\"bestBidSize\":\"1.5\",\"sell\":\"60083.8\",\"bestAskSize\":\"2.5\","
                + "\"changeRate\":\"0.0000\",\"changePrice\":\"-0.4\",\"high\":\"60091.4\","
                + "\"low\":\"60000.1\",\"vol\":\"17452.800\",\"volValue\":\"1047966465.60000\","
                + "\"last\":\"60083.7\",\"averagePrice\":\"60045.75\",\"takerFeeRate\":\"0.001\","
                + "\"makerFeeRate\":\"0.001\",\"takerCoefficient\":\"1\",\"makerCoefficient\":\"1\"}");
    assertThat(body.at("/data/ticker/1/symbol").asText()).isEqualTo("ETH-USDT");
    assertThat(body.at("/data/ticker/1/buy").asText()).isEqualTo("3007.76");
  }

  @Test
  void should_list_candles_newest_first_the_unfinished_one_included() throws Exception {
    JsonNode body = demo.json("/api/v1/market/candles?type=1min&symbol=BTC-USDT");

    assertThat(body.get("data")).hasSize(100);
    // time, open, close, high, low, volume, turnover
    assertThat(body.at("/data/0"))
        .hasToString(
            "[\"1795176000\",\"60085.0\",\"60083.7\",\"60085.0\",\"60083.5\",\"1.504\","
                + "\"90366.787200\"]");
    assertThat(body.at("/data/1"))
        .hasToString(
            "[\"1795175940\",\"60091.0\",\"60085.3\",\"60091.2\",\"60084.9\",\"12.200\","
                + "\"733074.820000\"]");
  }

  @Test
  void should_list_the_candles_from_startAt_up_to_endAt() throws Exception {
    JsonNode body =
        demo.json(
            "/api/v1/market/candles?type=1hour&symbol=ETH-USDT"
                + "&startAt=1795161600&endAt=1795172400");

    assertThat(body.get("data"))
        .extracting(candle -> candle.get(0).asText())
        .containsExactly("1795168800", "1795165200", "1795161600");
  }

  @Test
  void should_give_a_long_candle_the_whole_range() throws Exception {
    JsonNode candle = demo.json("/api/v1/market/candles?type=1day&symbol=BTC-USDT").at("/data/1");

    assertThat(candle.get(3).asText()).isEqualTo("60091.4");
    assertThat(candle.get(4).asText()).isEqualTo("60000.1");
    assertThat(candle.get(5).asText()).isEqualTo("17452.800");
  }

  @Test
  void should_give_1500_candles_at_most() throws Exception {
    JsonNode body = demo.json("/api/v1/market/candles?type=1min&symbol=BTC-USDT&startAt=0");

    assertThat(body.get("data")).hasSize(1_500);
  }

  @Test
  void should_refuse_wrong_parameters_in_its_own_shape() throws Exception {
    assertThat(demo.refusal("/api/v1/market/candles?type=1min"))
        .isEqualTo("400 {\"code\":\"400100\",\"msg\":\"Parameter 'symbol' is missing.\"}");
    assertThat(demo.refusal("/api/v1/market/candles?type=1min&symbol=BTC-EUR"))
        .isEqualTo(
            "400 {\"code\":\"400100\",\"msg\":\"This pair is not provided at present: BTC-EUR\"}");
    assertThat(demo.refusal("/api/v1/market/candles?type=2min&symbol=BTC-USDT"))
        .isEqualTo(
            "400 {\"code\":\"400100\",\"msg\":\"Incorrect candlestick type '2min'; one of 1min, "
                + "3min, 5min, 15min, 30min, 1hour, 2hour, 4hour, 6hour, 8hour, 12hour, 1day, "
                + "1week is expected.\"}");
    assertThat(demo.refusal("/api/v1/market/candles?type=1min&symbol=BTC-USDT&startAt=now"))
        .isEqualTo(
            "400 {\"code\":\"400100\",\"msg\":\"Parameter 'startAt' is 'now'; a whole number from "
                + "0 to 99999999999 is expected.\"}");
  }
}
