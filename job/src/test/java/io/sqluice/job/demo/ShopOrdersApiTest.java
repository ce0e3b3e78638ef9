package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Noon of the fixture is in second 12:00:07, when order 869356828 is placed. */
class ShopOrdersApiTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(DemoApiFixture.NOON);
  private final DemoApiFixture demo = new DemoApiFixture(now::get);

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_list_the_newest_order_first() throws Exception {
    JsonNode body = demo.json("/shop/orders");

    // 13 of three seconds, less the one that comes late.
    assertThat(body.get("orders")).hasSize(12);
    assertThat(body.at("/orders/0"))
        .hasToString(
            "{\"id\":869356828,\"placed_at\":\"2026-11-20T12:00:07Z\",\"item\":\"juice\","
                + "\"quantity\":2,\"price\":1.28,\"total\":2.56}");
    assertThat(body.at("/orders/2/placed_at").asText()).isEqualTo("2026-11-20T12:00:06.250Z");
    assertThat(body.get("page").intValue()).isEqualTo(1);
    assertThat(body.get("more").booleanValue()).isFalse();
  }

  @Test
  void should_list_orders_from_since_up_to_until_page_by_page() throws Exception {
    String range = "/shop/orders?since=2026-11-20T11:59:58.500Z&until=2026-11-20T12:00:00Z";

    JsonNode first = demo.json(range + "&per_page=4");
    JsonNode second = demo.json(range + "&per_page=4&page=2");
    JsonNode third = demo.json(range + "&per_page=4&page=3");

    assertThat(ids(first)).containsExactly(869356799L, 869356798L, 869356797L, 869356796L);
    assertThat(first.get("more").booleanValue()).isTrue();
    assertThat(ids(second)).containsExactly(869356795L, 869356794L);
    assertThat(second.get("more").booleanValue()).isFalse();
    assertThat(ids(third)).isEmpty();
  }

  @Test
  void should_show_one_order_in_ten_two_seconds_late() throws Exception {
    Set<Long> before = new TreeSet<>(ids(demo.json("/shop/orders?per_page=100")));
    now.set(now.get().plusSeconds(1));
    Set<Long> after = new TreeSet<>(ids(demo.json("/shop/orders?per_page=100")));

    // Order 869356827 was placed at 12:00:06.750.
    assertThat(before).contains(869356826L, 869356828L).doesNotContain(869356827L);
    assertThat(after).contains(869356829L, 869356832L).doesNotContain(869356827L);
    now.set(now.get().plusSeconds(1));
    assertThat(ids(demo.json("/shop/orders?per_page=100"))).contains(869356827L);
  }

  @Test
  void should_refuse_what_is_no_time() throws Exception {
    assertThat(demo.refusal("/shop/orders?since=yesterday"))
        .isEqualTo(
            "400 {\"error\":\"Parameter 'since' is 'yesterday'; a time such as"
                + " 2026-11-20T12:00:07.250Z is expected.\"}");
  }

  private static List<Long> ids(JsonNode body) {
    return StreamSupport.stream(body.get("orders").spliterator(), false)
        .map(order -> order.get("id").longValue())
        .toList();
  }
}
