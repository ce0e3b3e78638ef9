/**
 * DuckDB in a task: sessions with their limits, queries over rows and over payloads, and what ends
 * them. Knows no table and no function of Flink's.
 */
package io.sqluice.duckdb.engine;
