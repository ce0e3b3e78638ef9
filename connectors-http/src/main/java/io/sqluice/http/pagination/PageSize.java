package io.sqluice.http.pagination;

import java.io.Serializable;

/**
 * How many records are asked for at a time. What comes may be fewer: servers cap it.
 *
 * @param parameter the query parameter that says so
 */
public record PageSize(String parameter, int records) implements Serializable {}
