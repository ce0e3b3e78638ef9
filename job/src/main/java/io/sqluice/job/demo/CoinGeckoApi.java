package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Answers like CoinGecko: {@code /api/v3/coins/markets?vs_currency=usd&page=&per_page=}, whose
 * pages are counted from 1 and whose numbers are JSON numbers. Pages after the last one are empty.
 */
final class CoinGeckoApi implements DemoExchange {

  private static final int MOST_COINS = 250;
  private static final int USUAL_COINS = 100;

  private final JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);
  private final DemoMarket market;

  CoinGeckoApi(DemoMarket market) {
    this.market = market;
  }

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/api/v3/coins/markets", this, this::markets));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, json.objectNode().put("error", problem.getMessage()));
  }

  private DemoAnswer markets(DemoRequest request) throws BadParameterException {
    String currency = request.required("vs_currency");
    if (!currency.equals("usd")) {
      throw new BadParameterException(
          "Parameter 'vs_currency' is '" + currency + "'; usd is expected.");
    }
    int page = request.number("page", 1, 1, 1_000_000);
    int size = request.number("per_page", USUAL_COINS, 1, MOST_COINS);
    ArrayNode body = json.arrayNode();
    market.coins().stream()
        .skip((page - 1L) * size)
        .limit(size)
        .forEach(coin -> body.add(coin(coin, request.now())));
    return DemoAnswer.ok(body);
  }

  private JsonNode coin(DemoCoin coin, Instant now) {
    BigDecimal price = market.last(coin, now);
    return json.objectNode()
        .put("id", coin.slug())
        .put("symbol", coin.symbol().toLowerCase(Locale.ROOT))
        .put("name", coin.name())
        .put("current_price", price)
        .put("market_cap", price.multiply(BigDecimal.valueOf(coin.supply())))
        .put("market_cap_rank", coin.rank())
        .put("total_volume", price.multiply(DemoTrades.DAY_VOLUME))
        .put("high_24h", market.highOfDay(coin))
        .put("low_24h", market.lowOfDay(coin))
        .put("price_change_24h", market.changeOfDay(coin, now))
        .put("circulating_supply", coin.supply())
        .put("total_supply", coin.supply())
        .put("max_supply", coin.supply())
        .put("last_updated", now.toString());
  }
}
