/**
 * Writes rows into a table of a DuckDB file: directly in transactions of its own, or, for rows that
 * are there exactly once, by way of tables that hold what a checkpoint still has to complete.
 */
package io.sqluice.duckdb.sink;
