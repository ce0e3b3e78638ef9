/**
 * DuckDB files: how one is opened and shared inside a process, what its tables look like, and what
 * is said where that does not work. Knows nothing of sources and sinks.
 */
package io.sqluice.duckdb.file;
