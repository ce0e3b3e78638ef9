/** Looks rows up in a DuckDB file by the values of columns. */
package io.sqluice.duckdb.lookup;
