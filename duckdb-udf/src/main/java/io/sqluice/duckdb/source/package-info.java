/**
 * Reads a table of a DuckDB file, or a query, once: a bounded source with one split, whose state is
 * how many rows are out.
 */
package io.sqluice.duckdb.source;
