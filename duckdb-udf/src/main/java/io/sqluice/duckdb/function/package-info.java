/**
 * DuckDB as functions of SQL: what is decided at planning, and what runs over each row. How DuckDB
 * is run is in {@code io.sqluice.duckdb.engine}.
 */
package io.sqluice.duckdb.function;
