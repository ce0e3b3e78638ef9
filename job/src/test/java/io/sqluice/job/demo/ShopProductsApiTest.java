package io.sqluice.job.demo;

import static io.sqluice.job.demo.DemoApiFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopProductsApiTest {

  private static final String EXPECTED =
      "400 {\"error\":\"A body such as {\\\"skus\\\": [\\\"tea\\\", \\\"coffee\\\"]} with 1 to 50"
          + " texts is expected.\"}";

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_give_the_products_that_it_knows_in_its_own_order() throws Exception {
    assertThat(asked("{\"skus\": [\"water\", \"tea\", \"juice\", \"coffee\", \"cocoa\"]}"))
        .isEqualTo(
            "200 {\"asked\":5,\"products\":["
                + "{\"id\":\"cocoa\",\"name\":\"Cocoa powder\",\"grams\":200},"
                + "{\"id\":\"coffee\",\"name\":\"Ground coffee\",\"grams\":250},"
                + "{\"id\":\"juice\",\"name\":\"Orange juice\",\"grams\":1000},"
                + "{\"id\":\"tea\",\"name\":\"Tea, 25 bags\",\"grams\":50}]}");
  }

  @Test
  void should_give_nothing_but_what_it_was_asked_for() throws Exception {
    assertThat(asked("{\"skus\": [\"tea\", \"tea\"]}"))
        .isEqualTo(
            "200 {\"asked\":1,\"products\":[{\"id\":\"tea\",\"name\":\"Tea, 25 bags\",\"grams\":50}]}");
    assertThat(asked("{\"skus\": [\"water\"]}")).isEqualTo("200 {\"asked\":1,\"products\":[]}");
  }

  @Test
  void should_refuse_what_is_no_list_of_skus() throws Exception {
    String many =
        IntStream.rangeClosed(1, 51)
            .mapToObj(number -> "\"sku" + number + "\"")
            .collect(Collectors.joining(",", "{\"skus\":[", "]}"));

    assertThat(asked("{\"skus\": \"tea\"}")).isEqualTo(EXPECTED);
    assertThat(asked("{\"skus\": []}")).isEqualTo(EXPECTED);
    assertThat(asked("[\"tea\"]")).isEqualTo(EXPECTED);
    assertThat(asked("")).isEqualTo(EXPECTED);
    assertThat(asked(many)).isEqualTo(EXPECTED);
    assertThat(asked("{\"skus\": [1]}"))
        .isEqualTo("400 {\"error\":\"In 'skus' is 1; only texts are expected.\"}");
    assertThat(asked("skus=tea")).isEqualTo("400 {\"error\":\"The body is not JSON.\"}");
    assertThat(demo.refusal("/shop/products"))
        .isEqualTo("405 {\"error\":\"The demo API answers POST only.\"}");
  }

  private String asked(String body) throws Exception {
    return told(demo.post(body, "/shop/products", "Content-Type", "application/json"));
  }
}
