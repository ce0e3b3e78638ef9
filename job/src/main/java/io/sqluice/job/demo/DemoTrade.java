package io.sqluice.job.demo;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One trade of the demo market.
 *
 * @param id its number; trade n happens n quarters of a second after {@link DemoTrades#ORIGIN}
 * @param time when it happened
 * @param price in US dollars
 * @param quantity in coins
 * @param buyerIsMaker true if it met a waiting buy order, that is, at the bid
 */
public record DemoTrade(
    long id, Instant time, BigDecimal price, BigDecimal quantity, boolean buyerIsMaker) {}
