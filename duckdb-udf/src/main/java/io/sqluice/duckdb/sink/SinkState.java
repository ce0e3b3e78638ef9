package io.sqluice.duckdb.sink;

/**
 * What a sink goes on with after a restart.
 *
 * @param sink its name for itself
 * @param nextEpoch what is staged from here on belongs to no checkpoint yet
 */
record SinkState(String sink, long nextEpoch) {}
