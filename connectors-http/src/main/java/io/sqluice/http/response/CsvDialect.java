package io.sqluice.http.response;

import java.io.Serializable;

/**
 * How a CSV text is quoted.
 *
 * @param delimiter the character between values
 * @param quote the character around values; empty for none
 * @param escape the character before one that is data; empty for none
 * @param trimsSpaces whether spaces before a quote do not count
 * @param comments whether lines that begin with # are none
 */
public record CsvDialect(
    String delimiter, String quote, String escape, boolean trimsSpaces, boolean comments)
    implements Serializable {}
