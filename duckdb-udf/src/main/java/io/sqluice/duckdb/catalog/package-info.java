/**
 * The catalog of type 'sqluice': tables that declare no columns take them from what they read. How
 * a connector's columns are found is its {@code ColumnInference}; where the tables are kept is
 * Flink's.
 */
package io.sqluice.duckdb.catalog;
