package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers like Coinbase Exchange: {@code /products/BTC-USD/trades}, the newest trade first. The
 * header {@code cb-after} is the number of the page's oldest trade, and {@code ?after=} it asks for
 * the page before that; {@code cb-before} and {@code ?before=} go the other way.
 */
final class CoinbaseApi implements DemoExchange {

  private static final int MOST_TRADES = 1_000;
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final DemoMarket market;
  private final DemoTrades trades;

  CoinbaseApi(DemoMarket market, DemoTrades trades) {
    this.market = market;
    this.trades = trades;
  }

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/products/([^/]+)/trades", this, this::trades));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, json.objectNode().put("message", problem.getMessage()));
  }

  private DemoAnswer trades(DemoRequest request) throws BadParameterException {
    String product = request.pathVariable();
    Optional<DemoCoin> coin =
        product.endsWith("-USD")
            ? market.coin(product.substring(0, product.length() - 4))
            : Optional.empty();
    if (coin.isEmpty()) {
      return DemoAnswer.refusal(404, json.objectNode().put("message", "NotFound"));
    }
    int limit = request.number("limit", MOST_TRADES, 1, MOST_TRADES);
    long newest = trades.newest(request.now());
    Optional<Long> after = request.number("after", 0, DemoRequest.HIGHEST_NUMBER);
    long last = after.map(id -> Math.min(newest, id - 1)).orElse(newest);
    long first = Math.max(1, last - limit + 1);
    first = Math.max(first, request.number("before", 0, DemoRequest.HIGHEST_NUMBER).orElse(0L) + 1);

    ArrayNode page = json.arrayNode();
    for (long id = last; id >= first; id--) {
      page.add(trade(coin.get(), id));
    }
    DemoAnswer answer = DemoAnswer.ok(page);
    return page.isEmpty()
        ? answer
        : answer.withHeaders(
            Map.of("cb-before", String.valueOf(last), "cb-after", String.valueOf(first)));
  }

  private JsonNode trade(DemoCoin coin, long id) {
    DemoTrade trade = trades.trade(coin, id);
    // Coinbase tells the side of the order that waited in the book.
    return json.objectNode()
        .put("time", MICROSECONDS.format(trade.time()))
        .put("trade_id", trade.id())
        .put("price", trade.price().setScale(8, RoundingMode.UNNECESSARY).toPlainString())
        .put("size", trade.quantity().setScale(8, RoundingMode.UNNECESSARY).toPlainString())
        .put("side", trade.buyerIsMaker() ? "buy" : "sell");
  }
}
