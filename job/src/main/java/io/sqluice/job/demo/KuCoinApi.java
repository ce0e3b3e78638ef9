package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers like KuCoin's spot market: {@code /api/v1/market/allTickers} and {@code
 * /api/v1/market/candles}. Numbers are JSON strings there, times are numbers of milliseconds in the
 * one and strings of seconds in the other.
 */
final class KuCoinApi implements DemoExchange {

  private static final Map<String, Integer> CANDLE_SECONDS = candleSeconds();
  private static final int MOST_CANDLES = 1_500;
  private static final int USUAL_CANDLES = 100;
  private static final long LAST_SECOND = 99_999_999_999L;

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final DemoMarket market;
  private final DemoCandles candles;

  KuCoinApi(DemoMarket market, DemoTrades trades) {
    this.market = market;
    this.candles = new DemoCandles(market, trades);
  }

  @Override
  public List<DemoRoute> routes() {
    return List.of(
        DemoRoute.of("/api/v1/market/allTickers", this, this::allTickers),
        DemoRoute.of("/api/v1/market/candles", this, this::candles));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(
        400, json.objectNode().put("code", "400100").put("msg", problem.getMessage()));
  }

  private DemoAnswer allTickers(DemoRequest request) {
    ObjectNode data = json.objectNode().put("time", request.now().toEpochMilli());
    ArrayNode tickers = data.putArray("ticker");
    market.coins().forEach(coin -> tickers.add(ticker(coin, request.now())));
    return success(data);
  }

  private ObjectNode ticker(DemoCoin coin, Instant now) {
    String symbol = coin.symbol() + "-USDT";
    BigDecimal change = market.changeOfDay(coin, now);
    BigDecimal before = market.last(coin, now).subtract(change);
    BigDecimal average =
        market
            .highOfDay(coin)
            .add(market.lowOfDay(coin))
            .divide(BigDecimal.valueOf(2), coin.digits() + 1, RoundingMode.UNNECESSARY);
    return json.objectNode()
        .put("symbol", symbol)
        .put("symbolName", symbol)
        .put("buy", market.bid(coin, now).toPlainString())
        .put("bestBidSize", "1.5")
        .put("sell", market.ask(coin, now).toPlainString())
        .put("bestAskSize", "2.5")
        .put("changeRate", change.divide(before, 4, RoundingMode.HALF_EVEN).toPlainString())
        .put("changePrice", change.toPlainString())
        .put("high", market.highOfDay(coin).toPlainString())
        .put("low", market.lowOfDay(coin).toPlainString())
        .put("vol", DemoTrades.DAY_VOLUME.toPlainString())
        .put("volValue", DemoTrades.DAY_VOLUME.multiply(average).toPlainString())
        .put("last", market.last(coin, now).toPlainString())
        .put("averagePrice", average.toPlainString())
        .put("takerFeeRate", "0.001")
        .put("makerFeeRate", "0.001")
        .put("takerCoefficient", "1")
        .put("makerCoefficient", "1");
  }

  private DemoAnswer candles(DemoRequest request) throws BadParameterException {
    String symbol = request.required("symbol");
    DemoCoin coin =
        market
            .coin(symbol.endsWith("-USDT") ? symbol.substring(0, symbol.length() - 5) : "")
            .orElseThrow(
                () -> new BadParameterException("This pair is not provided at present: " + symbol));
    String type = request.required("type");
    Integer seconds = CANDLE_SECONDS.get(type);
    if (seconds == null) {
      throw new BadParameterException(
          "Incorrect candlestick type '%s'; one of %s is expected."
              .formatted(type, String.join(", ", CANDLE_SECONDS.keySet())));
    }
    var startAt = request.number("startAt", 0, LAST_SECOND).map(Instant::ofEpochSecond);
    var endAt = request.number("endAt", 0, LAST_SECOND).map(Instant::ofEpochSecond);
    ArrayNode data = json.arrayNode();
    candles
        .candles(
            coin,
            seconds,
            startAt.orElse(Instant.EPOCH),
            endAt.orElse(request.now().plusSeconds(1)),
            request.now(),
            startAt.isPresent() || endAt.isPresent() ? MOST_CANDLES : USUAL_CANDLES)
        .forEach(candle -> data.add(candle(candle)));
    return success(data);
  }

  private ArrayNode candle(DemoCandle candle) {
    return json.arrayNode()
        .add(String.valueOf(candle.start()))
        .add(candle.open().toPlainString())
        .add(candle.close().toPlainString())
        .add(candle.high().toPlainString())
        .add(candle.low().toPlainString())
        .add(candle.volume().toPlainString())
        .add(candle.turnover().toPlainString());
  }

  private DemoAnswer success(JsonNode data) {
    ObjectNode body = json.objectNode().put("code", "200000");
    body.set("data", data);
    return DemoAnswer.ok(body);
  }

  private static Map<String, Integer> candleSeconds() {
    Map<String, Integer> seconds = new LinkedHashMap<>();
    seconds.put("1min", 60);
    seconds.put("3min", 180);
    seconds.put("5min", 300);
    seconds.put("15min", 900);
    seconds.put("30min", 1_800);
    seconds.put("1hour", 3_600);
    seconds.put("2hour", 7_200);
    seconds.put("4hour", 14_400);
    seconds.put("6hour", 21_600);
    seconds.put("8hour", 28_800);
    seconds.put("12hour", 43_200);
    seconds.put("1day", 86_400);
    seconds.put("1week", 604_800);
    return seconds;
  }
}
