package io.sqluice.http.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * What an answer may cost.
 *
 * @param requestTimeout limit of one attempt, from sending to the last byte
 * @param maxBytes limit of a body, on the wire and after decompression
 */
public record ResponseLimits(Duration requestTimeout, long maxBytes) implements Serializable {}
