package io.sqluice.http.client;

import java.io.Serializable;

/**
 * The header fields that a request gets unless the table gives it others.
 *
 * @param compressed whether compressed answers are asked for
 * @param userAgent value of the User-Agent header
 */
public record DefaultHeaders(boolean compressed, String userAgent) implements Serializable {}
