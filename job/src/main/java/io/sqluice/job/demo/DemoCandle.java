package io.sqluice.job.demo;

import java.math.BigDecimal;

/**
 * One candle of the demo market.
 *
 * @param start its first second, in seconds since 1970
 * @param open the price in its first second
 * @param close the price in its last second, or in the current one while it is unfinished
 * @param high the highest price in it
 * @param low the lowest price in it
 * @param volume the coins traded in it
 * @param turnover the dollars traded in it: volume times the mean of open, high, low and close
 */
public record DemoCandle(
    long start,
    BigDecimal open,
    BigDecimal close,
    BigDecimal high,
    BigDecimal low,
    BigDecimal volume,
    BigDecimal turnover) {}
