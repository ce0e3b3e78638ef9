package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers like Binance's spot market: {@code /api/v3/aggTrades}, the oldest trade first, and {@code
 * /api/v3/exchangeInfo}. An aggregated trade is one trade of the demo market in two fills.
 */
final class BinanceApi implements DemoExchange {

  private static final int MOST_TRADES = 1_000;
  private static final int USUAL_TRADES = 500;
  private static final long LAST_MILLISECOND = 99_999_999_999_999L;

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final BinanceExchangeInfo exchangeInfo = new BinanceExchangeInfo();
  private final DemoMarket market;
  private final DemoTrades trades;

  BinanceApi(DemoMarket market, DemoTrades trades) {
    this.market = market;
    this.trades = trades;
  }

  @Override
  public List<DemoRoute> routes() {
    return List.of(
        DemoRoute.of("/api/v3/aggTrades", this, this::aggTrades),
        DemoRoute.of("/api/v3/exchangeInfo", this, this::exchangeInfo));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return refusal(-1100, problem.getMessage());
  }

  private DemoAnswer aggTrades(DemoRequest request) throws BadParameterException {
    Optional<String> symbol = request.text("symbol");
    if (symbol.isEmpty()) {
      return refusal(
          -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    }
    Optional<DemoCoin> coin = coin(symbol.get());
    if (coin.isEmpty()) {
      return invalidSymbol();
    }
    int limit = request.number("limit", USUAL_TRADES, 1, MOST_TRADES);
    Optional<Long> fromId = request.number("fromId", 0, DemoRequest.HIGHEST_NUMBER);
    Optional<Instant> start = instant(request, "startTime");
    Optional<Instant> end = instant(request, "endTime");
    if (fromId.isPresent() && (start.isPresent() || end.isPresent())) {
      return refusal(-1128, "Combination of optional parameters invalid.");
    }
    Instant until = end.filter(instant -> instant.isBefore(request.now())).orElse(request.now());
    long newest = trades.newest(until);
    long first;
    if (fromId.isPresent()) {
      first = fromId.get();
    } else if (start.isPresent()) {
      first = trades.oldestSince(start.get());
    } else {
      first = newest - limit + 1;
    }
    ArrayNode page = json.arrayNode();
    for (long id = Math.max(1, first); id <= newest && page.size() < limit; id++) {
      page.add(aggTrade(trades.trade(coin.get(), id)));
    }
    return DemoAnswer.ok(page);
  }

  private JsonNode aggTrade(DemoTrade trade) {
    return json.objectNode()
        .put("a", trade.id())
        .put("p", trade.price().setScale(8, RoundingMode.UNNECESSARY).toPlainString())
        .put("q", trade.quantity().setScale(8, RoundingMode.UNNECESSARY).toPlainString())
        .put("f", 2 * trade.id())
        .put("l", 2 * trade.id() + 1)
        .put("T", trade.time().toEpochMilli())
        .put("m", trade.buyerIsMaker())
        .put("M", true);
  }

  private DemoAnswer exchangeInfo(DemoRequest request) {
    Optional<String> symbol = request.text("symbol");
    Optional<DemoCoin> coin = symbol.flatMap(this::coin);
    if (symbol.isPresent() && coin.isEmpty()) {
      return invalidSymbol();
    }
    List<DemoCoin> coins = coin.map(List::of).orElse(market.coins());
    JsonNode body = exchangeInfo.body(coins, request.now());
    // All but the server's time stays as it is, so a conditional request is answered with 304.
    return DemoAnswer.ok(body).validatedBy(body.get("symbols"));
  }

  private Optional<DemoCoin> coin(String symbol) {
    return symbol.endsWith("USDT")
        ? market.coin(symbol.substring(0, symbol.length() - 4))
        : Optional.empty();
  }

  private DemoAnswer invalidSymbol() {
    return refusal(-1121, "Invalid symbol.");
  }

  private DemoAnswer refusal(int code, String message) {
    return DemoAnswer.refusal(400, json.objectNode().put("code", code).put("msg", message));
  }

  private static Optional<Instant> instant(DemoRequest request, String name)
      throws BadParameterException {
    return request.number(name, 0, LAST_MILLISECOND).map(Instant::ofEpochMilli);
  }
}
