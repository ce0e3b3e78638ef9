/**
 * When a mini-batch closes and which rows are in it, for each kind of window. The rules see state,
 * time and the query through small interfaces, so that SQL and the DataStream API share them and
 * tests need no cluster. DuckDB and Flink's operators are not here.
 */
package io.sqluice.duckdb.batch;
