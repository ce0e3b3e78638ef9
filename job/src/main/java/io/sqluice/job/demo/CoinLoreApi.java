package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * Answers like CoinLore: {@code /api/tickers/?start=&limit=}, where start is the offset of the
 * first coin and limit is at most 100. Coins after the last one are an empty list.
 */
final class CoinLoreApi implements DemoExchange {

  private static final int MOST_COINS = 100;
  private static final long DAY_SECONDS = 86_400;

  private final JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);
  private final DemoMarket market;

  CoinLoreApi(DemoMarket market) {
    this.market = market;
  }

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/api/tickers/?", this, this::tickers));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, json.objectNode().put("error", problem.getMessage()));
  }

  private DemoAnswer tickers(DemoRequest request) throws BadParameterException {
    int start = request.number("start", 0, 0, 1_000_000);
    int limit = request.number("limit", MOST_COINS, 1, MOST_COINS);
    ObjectNode body = json.objectNode();
    ArrayNode data = body.putArray("data");
    market.coins().stream()
        .skip(start)
        .limit(limit)
        .forEach(coin -> data.add(ticker(coin, request.now())));
    body.putObject("info")
        .put("coins_num", market.coins().size())
        .put("time", request.now().getEpochSecond());
    return DemoAnswer.ok(body);
  }

  private JsonNode ticker(DemoCoin coin, Instant now) {
    BigDecimal price = market.last(coin, now);
    BigDecimal bitcoin = market.last(market.coins().get(0), now);
    BigDecimal volume = price.multiply(DemoTrades.DAY_VOLUME);
    String supply = String.valueOf(coin.supply());
    return json.objectNode()
        .put("id", String.valueOf(coin.rank()))
        .put("symbol", coin.symbol())
        .put("name", coin.name())
        .put("nameid", coin.slug())
        .put("rank", coin.rank())
        .put("price_usd", price.toPlainString())
        .put("percent_change_24h", percentChange(coin, now, DAY_SECONDS))
        .put("percent_change_1h", percentChange(coin, now, 3_600))
        .put("percent_change_7d", percentChange(coin, now, 7 * DAY_SECONDS))
        .put("price_btc", price.divide(bitcoin, 8, RoundingMode.HALF_EVEN).toPlainString())
        .put("market_cap_usd", price.multiply(BigDecimal.valueOf(coin.supply())).toPlainString())
        .put("volume24", volume)
        .put("volume24a", volume.setScale(2, RoundingMode.HALF_EVEN))
        .put("csupply", supply + ".00")
        .put("tsupply", supply)
        .put("msupply", supply);
  }

  private String percentChange(DemoCoin coin, Instant now, long seconds) {
    BigDecimal before = market.last(coin, now.minusSeconds(seconds));
    return market
        .last(coin, now)
        .subtract(before)
        .movePointRight(2)
        .divide(before, 2, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
