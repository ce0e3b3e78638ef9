/**
 * DuckDB as the engine of {@code transform.sql}, behind the interface of the HTTP connectors. Found
 * by them with ServiceLoader.
 */
package io.sqluice.duckdb.transform;
