package io.sqluice.http.client;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * How connections are made.
 *
 * @param connectTimeout limit of the TCP handshake with one address, and again of the TLS handshake
 * @param proxy null for none
 */
public record ConnectionConfig(Duration connectTimeout, TlsConfig tls, @Nullable ProxyConfig proxy)
    implements Serializable {}
