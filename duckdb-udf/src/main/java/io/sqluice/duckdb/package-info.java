/**
 * DuckDB SQL over fetched payloads and mini-batches. Built after the lookup joins; this package
 * reserves its place.
 */
package io.sqluice.duckdb;
