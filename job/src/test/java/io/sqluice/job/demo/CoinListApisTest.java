package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CoinLore and CoinGecko: the same coins, by offset and by page. */
class CoinListApisTest {

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_describe_a_coin_as_CoinLore_does() throws Exception {
    assertThat(demo.text("/api/tickers/?start=1&limit=1"))
        .isEqualTo(
            "{\"data\":[{\"id\":\"2\",\"symbol\":\"ETH\",\"name\":\"Ethereum\","
                + "\"nameid\":\"ethereum\",\"rank\":2,\"price_usd\":\"3007.77\","
                + "\"percent_change_24h\":\"0.00\",\"percent_change_1h\":\"0.00\","
                + "\"percent_change_7d\":\"0.00\",\"price_btc\":\"0.05005967\","
                + "\"market_cap_usd\":\"360932400000.00\",\"volume24\":52494008.25600,"
                + "\"volume24a\":52494008.26,\"csupply\":\"120000000.00\",\"tsupply\":\"120000000\","
                + "\"msupply\":\"120000000\"}],\"info\":{\"coins_num\":250,\"time\":1795176007}}");
  }

  @Test
  void should_skip_as_many_coins_as_start_says() throws Exception {
    assertThat(demo.json("/api/tickers/").get("data")).hasSize(100);
    assertThat(demo.json("/api/tickers?start=200&limit=100").get("data"))
        .hasSize(50)
        .extracting(coin -> coin.get("rank").intValue())
        .startsWith(201)
        .endsWith(250);
    assertThat(demo.json("/api/tickers/?start=250").get("data")).isEmpty();
  }

  @Test
  void should_describe_a_coin_as_CoinGecko_does() throws Exception {
    assertThat(demo.text("/api/v3/coins/markets?vs_currency=usd&page=2&per_page=1"))
        .isEqualTo(
            "[{\"id\":\"ethereum\",\"symbol\":\"eth\",\"name\":\"Ethereum\","
                + "\"current_price\":3007.77,\"market_cap\":360932400000.00,"
                + "\"market_cap_rank\":2,\"total_volume\":52494008.25600,\"high_24h\":3009.14,"
                + "\"low_24h\":3000.01,\"price_change_24h\":-0.04,"
                + "\"circulating_supply\":120000000,\"total_supply\":120000000,"
                + "\"max_supply\":120000000,\"last_updated\":\"2026-11-20T12:00:07Z\"}]");
  }

  @Test
  void should_count_pages_from_one() throws Exception {
    assertThat(demo.json("/api/v3/coins/markets?vs_currency=usd"))
        .isEqualTo(demo.json("/api/v3/coins/markets?vs_currency=usd&page=1&per_page=100"));
    assertThat(demo.json("/api/v3/coins/markets?vs_currency=usd&page=3&per_page=100"))
        .hasSize(50)
        .extracting(coin -> coin.get("market_cap_rank").intValue())
        .startsWith(201)
        .endsWith(250);
    assertThat(demo.json("/api/v3/coins/markets?vs_currency=usd&page=4&per_page=100")).isEmpty();
  }

  @Test
  void should_refuse_wrong_parameters_in_their_shapes() throws Exception {
    assertThat(demo.refusal("/api/tickers/?limit=101"))
        .isEqualTo(
            "400 {\"error\":\"Parameter 'limit' is '101'; a whole number from 1 to 100 is "
                + "expected.\"}");
    assertThat(demo.refusal("/api/v3/coins/markets?page=1"))
        .isEqualTo("400 {\"error\":\"Parameter 'vs_currency' is missing.\"}");
    assertThat(demo.refusal("/api/v3/coins/markets?vs_currency=eur"))
        .isEqualTo("400 {\"error\":\"Parameter 'vs_currency' is 'eur'; usd is expected.\"}");
    assertThat(demo.refusal("/api/v3/coins/markets?vs_currency=usd&page=0"))
        .isEqualTo(
            "400 {\"error\":\"Parameter 'page' is '0'; a whole number from 1 to 1000000 is "
                + "expected.\"}");
  }
}
