/**
 * Planner-side classes: the factory of the 'duckdb' table, its options, their validation, and what
 * a query pushes into the table.
 */
package io.sqluice.duckdb.table;
