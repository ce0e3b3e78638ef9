package io.sqluice.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** An exchange's tickers in JSON, in the shape of KuCoin's allTickers: its numbers are texts. */
public final class TickerPayload {

  private TickerPayload() {}

  /**
   * A payload; each record has 117 bytes with its comma.
   *
   * @param records at most 100,000
   */
  public static byte[] of(int records) {
    StringBuilder json = new StringBuilder("{\"code\":\"200000\",\"data\":{\"ticker\":[");
    for (int record = 0; record < records; record++) {
      json.append(record == 0 ? "" : ",").append(record(record));
    }
    return json.append("]}}").toString().getBytes(US_ASCII);
  }

  private static String record(int record) {
    double price = 1_000 + record % 7_919;
    return String.format(
        Locale.ROOT,
        "{\"symbol\":\"C%05d-USDT\",\"symbolName\":\"C%05d-USDT\","
            + "\"buy\":\"%.4f\",\"sell\":\"%.4f\",\"vol\":\"%.1f\",\"last\":\"%.0f\"}",
        record,
        record,
        price,
        price + 0.0625,
        price / 8,
        price);
  }
}
