package io.sqluice.http.client;

import java.time.Duration;

/**
 * What connections of one client have in common; requests with equal settings share connections.
 *
 * @param connectTimeout limit of the TCP handshake with one address, and again of the TLS handshake
 */
record ConnectionSettings(Duration connectTimeout) {}
