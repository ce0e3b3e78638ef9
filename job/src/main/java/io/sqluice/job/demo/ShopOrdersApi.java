package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The orders of a made-up shop, the newest first: {@code
 * /shop/orders?since=&until=&page=&per_page=}. Order n is placed n quarters of a second after
 * {@link DemoTrades#ORIGIN}. One in ten, those whose number ends in 7, comes from a till that
 * reports two seconds late.
 */
final class ShopOrdersApi implements DemoExchange {

  private static final int PER_SECOND = 4;
  private static final int LATE_SECONDS = 2;
  private static final int USUAL_SECONDS = 3;
  private static final int MOST_ORDERS = 100;
  private static final int USUAL_ORDERS = 25;
  private static final int MOST_PAGES = 1_000;
  private static final List<String> ITEMS = List.of("coffee", "tea", "cocoa", "juice", "water");

  private final JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/shop/orders", this, this::orders));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, json.objectNode().put("error", problem.getMessage()));
  }

  private DemoAnswer orders(DemoRequest request) throws BadParameterException {
    Instant now = request.now();
    Instant since = request.instant("since").orElse(now.minusSeconds(USUAL_SECONDS));
    Instant until = request.instant("until").orElse(now.plusSeconds(1));
    int page = request.number("page", 1, 1, MOST_PAGES);
    int size = request.number("per_page", USUAL_ORDERS, 1, MOST_ORDERS);
    long oldest = Math.max(1, firstSince(since));
    long newest = Math.min(firstSince(now), firstSince(until) - 1);

    ArrayNode orders = json.arrayNode();
    long skipped = (page - 1L) * size;
    long number = newest;
    for (; number >= oldest && orders.size() < size; number--) {
      if (!isReported(number, now)) {
        continue;
      }
      if (skipped > 0) {
        skipped--;
      } else {
        orders.add(order(number));
      }
    }
    ObjectNode body = json.objectNode();
    body.set("orders", orders);
    body.put("page", page).put("more", number >= oldest);
    return DemoAnswer.ok(body);
  }

  /** The number of the first order that is placed at an instant or after it. */
  private static long firstSince(Instant instant) {
    long millis = Duration.between(DemoTrades.ORIGIN, instant).toMillis();
    return -Math.floorDiv(-millis * PER_SECOND, 1_000L);
  }

  private static boolean isReported(long number, Instant now) {
    return number % 10 != 7 || !placedAt(number).plusSeconds(LATE_SECONDS).isAfter(now);
  }

  private static Instant placedAt(long number) {
    return DemoTrades.ORIGIN.plusMillis(number * 1_000 / PER_SECOND);
  }

  private ObjectNode order(long number) {
    int quantity = (int) (number % 3) + 1;
    BigDecimal price = BigDecimal.valueOf(100 + number % 400, 2);
    return json.objectNode()
        .put("id", number)
        .put("placed_at", placedAt(number).toString())
        .put("item", ITEMS.get((int) (number % ITEMS.size())))
        .put("quantity", quantity)
        .put("price", price)
        .put("total", price.multiply(BigDecimal.valueOf(quantity)));
  }
}
