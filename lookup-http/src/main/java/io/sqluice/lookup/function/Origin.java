package io.sqluice.lookup.function;

import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What is known of where a result row comes from, without the table's secrets.
 *
 * @param statusCode null if there was no response
 * @param headers null if there was no response, or no query reads them
 * @param error why the columns are NULL; null if they are not for that reason
 */
record Origin(
    @Nullable Integer statusCode,
    @Nullable Map<String, List<String>> headers,
    @Nullable String error) {}
