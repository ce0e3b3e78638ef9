package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopStockApiTest {

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_fail_on_its_rota() throws Exception {
    List<String> told = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    for (int request = 1; request <= 9; request++) {
      HttpResponse<byte[]> response = demo.get("/shop/stock");
      told.add(DemoApiFixture.told(response));
      headers.add(
          response.headers().firstValue("Retry-After").orElse("-")
              + " "
              + response.headers().firstValue("X-RateLimit-Remaining").orElse("-")
              + " "
              + response.headers().firstValue("X-RateLimit-Reset").orElse("-"));
    }

    assertThat(told)
        .containsExactly(
            stock(1, "199"),
            "503 " + error("maintenance", "back in a second", true),
            stock(3, "197"),
            "200 " + error("counting", "the stock is being counted", true),
            stock(5, "195"),
            stock(6, "\"a few\""),
            "200 " + error("closed", "the warehouse is closed", false),
            "429 " + error("too_many_requests", "slow down", true),
            stock(9, "191"));
    assertThat(headers)
        .containsExactly(
            "- 4 1795176008",
            "1 - -",
            "- 2 1795176008",
            "- 1 1795176008",
            "- 0 1795176008",
            "- 4 1795176008",
            "- 3 1795176008",
            "1 - -",
            "- 4 1795176008");
  }

  private static String stock(int request, String tea) {
    return "200 {\"request\":%d,\"items\":[{\"sku\":\"coffee\",\"quantity\":%d},{\"sku\":\"tea\",\"quantity\":%s},{\"sku\":\"cocoa\",\"quantity\":%d}]}"
        .formatted(request, 100 - request, tea, 300 - request);
  }

  private static String error(String code, String message, boolean temporary) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"temporary\":%s}}"
        .formatted(code, message, temporary);
  }
}
