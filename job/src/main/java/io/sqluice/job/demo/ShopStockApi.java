package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stock of a made-up shop, {@code /shop/stock}, from a server that fails on a rota of eight
 * requests: 1 is answered, 2 gets 503 with Retry-After, 3 is answered, 4 gets 200 with an error
 * that passes, 5 is answered, 6 is answered with a record that is malformed, 7 gets 200 with an
 * error that stays, 8 gets 429 with Retry-After. X-RateLimit headers say what is left of five
 * requests, and the fifth says none until the next second. The rota is the server's one memory: it
 * starts with it. Safe for use by many threads.
 */
final class ShopStockApi implements DemoExchange {

  private static final int ROTA = 8;
  private static final int LIMIT = 5;
  private static final List<String> SKUS = List.of("coffee", "tea", "cocoa");

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final AtomicLong requests = new AtomicLong();

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/shop/stock", this, this::stock));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, error("bad_request", problem.getMessage(), false));
  }

  private DemoAnswer stock(DemoRequest request) {
    long number = requests.incrementAndGet();
    int turn = (int) ((number - 1) % ROTA) + 1;
    DemoAnswer answer =
        switch (turn) {
          case 2 -> DemoAnswer.refusal(503, error("maintenance", "back in a second", true));
          case 4 -> DemoAnswer.ok(error("counting", "the stock is being counted", true));
          case 7 -> DemoAnswer.ok(error("closed", "the warehouse is closed", false));
          case 8 -> DemoAnswer.refusal(429, error("too_many_requests", "slow down", true));
          default -> DemoAnswer.ok(stock(number, turn == 6));
        };
    return answer.withHeaders(
        turn == 2 || turn == 8 ? Map.of("Retry-After", "1") : rateLimit(turn, request.now()));
  }

  /** The fifth request uses up the limit of its second. */
  private static Map<String, String> rateLimit(int turn, Instant now) {
    return Map.of(
        "X-RateLimit-Limit", String.valueOf(LIMIT),
        "X-RateLimit-Remaining", String.valueOf(Math.floorMod(LIMIT - turn, LIMIT)),
        "X-RateLimit-Reset", String.valueOf(now.getEpochSecond() + 1));
  }

  private ObjectNode stock(long number, boolean malformed) {
    ObjectNode body = json.objectNode().put("request", number);
    ArrayNode items = body.putArray("items");
    for (int i = 0; i < SKUS.size(); i++) {
      ObjectNode item = items.addObject().put("sku", SKUS.get(i));
      if (malformed && i == 1) {
        item.put("quantity", "a few");
      } else {
        item.put("quantity", 100 * (i + 1) - number);
      }
    }
    return body;
  }

  private ObjectNode error(String code, String message, boolean temporary) {
    ObjectNode body = json.objectNode();
    body.putObject("error").put("code", code).put("message", message).put("temporary", temporary);
    return body;
  }
}
