package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BinanceApiTest {

  private static final String TRADES = "/api/v3/aggTrades?symbol=BTCUSDT";

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_list_the_newest_trades_oldest_first() throws Exception {
    assertThat(demo.json(TRADES + "&limit=2"))
        .hasToString(
            "[{\"a\":869356827,\"p\":\"60083.50000000\",\"q\":\"0.09000000\",\"f\":1738713654,"
                + "\"l\":1738713655,\"T\":1795176006750,\"m\":true,\"M\":true},"
                + "{\"a\":869356828,\"p\":\"60083.70000000\",\"q\":\"0.09700000\",\"f\":1738713656,"
                + "\"l\":1738713657,\"T\":1795176007000,\"m\":false,\"M\":true}]");
    assertThat(demo.json(TRADES)).hasSize(500);
  }

  @Test
  void should_list_trades_from_a_number_inclusively() throws Exception {
    assertIds("&fromId=1000&limit=3").containsExactly(1_000L, 1_001L, 1_002L);
    assertIds("&fromId=869356827").containsExactly(869_356_827L, 869_356_828L);
    assertIds("&fromId=869356829").isEmpty();
    assertIds("&fromId=0&limit=1").containsExactly(1L);
  }

  @Test
  void should_list_trades_between_two_times_inclusively() throws Exception {
    assertIds("&startTime=1795176006250&endTime=1795176006750")
        .containsExactly(869_356_825L, 869_356_826L, 869_356_827L);
    assertIds("&startTime=1795176006251&limit=1").containsExactly(869_356_826L);
    assertIds("&endTime=1795176006750&limit=1").containsExactly(869_356_827L);
    assertIds("&startTime=1795176007001").isEmpty();
  }

  @Test
  void should_agree_with_the_trades_of_Coinbase() throws Exception {
    JsonNode binance = demo.json(TRADES + "&fromId=5000&limit=1").get(0);
    JsonNode coinbase = demo.json("/products/BTC-USD/trades?after=5001&limit=1").get(0);

    assertThat(binance.get("a")).isEqualTo(coinbase.get("trade_id"));
    assertThat(binance.get("p")).isEqualTo(coinbase.get("price"));
    assertThat(binance.get("q")).isEqualTo(coinbase.get("size"));
  }

  @Test
  void should_describe_its_symbols_with_nested_filters() throws Exception {
    JsonNode body = demo.json("/api/v3/exchangeInfo?symbol=ETHUSDT");

    assertThat(body.get("serverTime").longValue()).isEqualTo(1_795_176_007_000L);
    assertThat(body.at("/symbols")).hasSize(1);
    assertThat(body.at("/symbols/0/symbol").asText()).isEqualTo("ETHUSDT");
    assertThat(body.at("/symbols/0/baseAsset").asText()).isEqualTo("ETH");
    assertThat(body.at("/symbols/0/filters/0"))
        .hasToString(
            "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01000000\","
                + "\"maxPrice\":\"30000.00000000\",\"tickSize\":\"0.01000000\"}");
    assertThat(body.at("/symbols/0/filters"))
        .extracting(filter -> filter.get("filterType").asText())
        .containsExactly("PRICE_FILTER", "LOT_SIZE", "NOTIONAL");
    assertThat(demo.json("/api/v3/exchangeInfo").get("symbols")).hasSize(250);
  }

  @Test
  void should_refuse_wrong_parameters_in_its_own_shape() throws Exception {
    assertThat(demo.refusal("/api/v3/aggTrades"))
        .isEqualTo(
            "400 {\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was "
                + "empty/null, or malformed.\"}");
    assertThat(demo.refusal("/api/v3/aggTrades?symbol=BTCEUR"))
        .isEqualTo("400 {\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
    assertThat(demo.refusal("/api/v3/exchangeInfo?symbol=btcusdt"))
        .isEqualTo("400 {\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
    assertThat(demo.refusal(TRADES + "&fromId=1&startTime=1"))
        .isEqualTo("400 {\"code\":-1128,\"msg\":\"Combination of optional parameters invalid.\"}");
    assertThat(demo.refusal(TRADES + "&limit=many"))
        .isEqualTo(
            "400 {\"code\":-1100,\"msg\":\"Parameter 'limit' is 'many'; a whole number from 1 to "
                + "1000 is expected.\"}");
  }

  private AbstractListAssert<?, ?, Object, ?> assertIds(String query) throws Exception {
    return assertThat(demo.json(TRADES + query)).extracting(trade -> trade.get("a").longValue());
  }
}
