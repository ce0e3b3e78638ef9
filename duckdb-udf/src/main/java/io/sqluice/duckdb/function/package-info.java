/**
 * DuckDB as functions of SQL, over each row and over mini-batches, the latter for the DataStream
 * API too: what is decided at planning, and what runs. How DuckDB is run is in {@code
 * io.sqluice.duckdb.engine}, when a batch closes in {@code io.sqluice.duckdb.batch}.
 */
package io.sqluice.duckdb.function;
