package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoinbaseApiTest {

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_list_the_newest_trades_first() throws Exception {
    assertThat(demo.json("/products/BTC-USD/trades?limit=2"))
        .hasToString(
            "[{\"time\":\"2026-11-20T12:00:07.000000Z\",\"trade_id\":869356828,"
                + "\"price\":\"60083.70000000\",\"size\":\"0.09700000\",\"side\":\"sell\"},"
                + "{\"time\":\"2026-11-20T12:00:06.750000Z\",\"trade_id\":869356827,"
                + "\"price\":\"60083.50000000\",\"size\":\"0.09000000\",\"side\":\"buy\"}]");
    assertThat(demo.json("/products/ETH-USD/trades")).hasSize(1_000);
  }

  @Test
  void should_page_back_by_cb_after() throws Exception {
    HttpResponse<byte[]> page = demo.get("/products/BTC-USD/trades?limit=3");
    assertThat(page.headers().firstValue("cb-before")).contains("869356828");
    assertThat(page.headers().firstValue("cb-after")).contains("869356826");

    JsonNode next = demo.json("/products/BTC-USD/trades?limit=3&after=869356826");

    assertThat(next)
        .extracting(trade -> trade.get("trade_id").longValue())
        .containsExactly(869_356_825L, 869_356_824L, 869_356_823L);
  }

  @Test
  void should_list_what_is_newer_by_before() throws Exception {
    assertThat(demo.json("/products/BTC-USD/trades?before=869356826"))
        .extracting(trade -> trade.get("trade_id").longValue())
        .containsExactly(869_356_828L, 869_356_827L);
  }

  @Test
  void should_end_at_the_first_trade() throws Exception {
    assertThat(demo.json("/products/BTC-USD/trades?after=3"))
        .extracting(trade -> trade.get("trade_id").longValue())
        .containsExactly(2L, 1L);

    HttpResponse<byte[]> beyond = demo.get("/products/BTC-USD/trades?after=1");

    assertThat(beyond.body()).asString().isEqualTo("[]");
    assertThat(beyond.headers().firstValue("cb-after")).isEmpty();
  }

  @Test
  void should_refuse_in_its_own_shape() throws Exception {
    assertThat(demo.refusal("/products/BTC-EUR/trades"))
        .isEqualTo("404 {\"message\":\"NotFound\"}");
    assertThat(demo.refusal("/products/BTC-USD/trades?limit=1001"))
        .isEqualTo(
            "400 {\"message\":\"Parameter 'limit' is '1001'; a whole number from 1 to 1000 is "
                + "expected.\"}");
  }
}
