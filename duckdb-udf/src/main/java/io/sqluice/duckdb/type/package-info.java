/**
 * DuckDB's types and Flink's: which stands for which, and how rows go from one engine to the other.
 * Knows no session and no connector.
 */
package io.sqluice.duckdb.type;
