package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Binance's description of its symbols, with the filters nested in each. */
final class BinanceExchangeInfo {

  private final JsonNodeFactory json = JsonNodeFactory.instance;

  JsonNode body(List<DemoCoin> coins, Instant now) {
    ObjectNode body =
        json.objectNode().put("timezone", "UTC").put("serverTime", now.toEpochMilli());
    body.putArray("rateLimits")
        .addObject()
        .put("rateLimitType", "REQUEST_WEIGHT")
        .put("interval", "MINUTE")
        .put("intervalNum", 1)
        .put("limit", 6_000);
    body.putArray("exchangeFilters");
    ArrayNode symbols = body.putArray("symbols");
    coins.forEach(coin -> symbols.add(symbol(coin)));
    return body;
  }

  private ObjectNode symbol(DemoCoin coin) {
    ObjectNode symbol =
        json.objectNode()
            .put("symbol", coin.symbol() + "USDT")
            .put("status", "TRADING")
            .put("baseAsset", coin.symbol())
            .put("baseAssetPrecision", 8)
            .put("quoteAsset", "USDT")
            .put("quotePrecision", 8)
            .put("quoteAssetPrecision", 8);
    symbol.putArray("orderTypes").add("LIMIT").add("MARKET");
    symbol.put("isSpotTradingAllowed", true).put("isMarginTradingAllowed", false);
    ArrayNode filters = symbol.putArray("filters");
    String tick = decimal(coin.price(1));
    filters
        .addObject()
        .put("filterType", "PRICE_FILTER")
        .put("minPrice", tick)
        .put("maxPrice", decimal(coin.price(coin.base() * 10)))
        .put("tickSize", tick);
    filters
        .addObject()
        .put("filterType", "LOT_SIZE")
        .put("minQty", "0.00100000")
        .put("maxQty", "9000.00000000")
        .put("stepSize", "0.00100000");
    filters
        .addObject()
        .put("filterType", "NOTIONAL")
        .put("minNotional", "5.00000000")
        .put("applyMinToMarket", true)
        .put("maxNotional", "9000000.00000000")
        .put("applyMaxToMarket", false)
        .put("avgPriceMins", 5);
    symbol.putArray("permissionSets").addArray().add("SPOT");
    return symbol;
  }

  private static String decimal(BigDecimal value) {
    return value.setScale(8).toPlainString();
  }
}
