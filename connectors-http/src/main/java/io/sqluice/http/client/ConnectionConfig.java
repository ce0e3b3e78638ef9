package io.sqluice.http.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * How connections are made.
 *
 * @param connectTimeout limit of the TCP handshake with one address, and again of the TLS handshake
 */
public record ConnectionConfig(Duration connectTimeout) implements Serializable {}
