/**
 * SQL of DuckDB inside of jobs, beside DuckDB alone on the same JDBC driver. Both sides of a
 * comparison take turns in one process, which has the launcher's jar on its class path.
 */
package io.sqluice.benchmarks.duckdb;
