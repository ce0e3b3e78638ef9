package io.sqluice.duckdb.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The one split of a scan.
 *
 * @param splitId the table's full name
 * @param emitted how many of its rows are out
 */
public record DuckDbSplit(String splitId, long emitted) implements SourceSplit {}
