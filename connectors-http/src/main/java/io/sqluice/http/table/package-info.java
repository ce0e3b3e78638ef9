/**
 * Planner-side classes: the factory of the 'http' table, its options, their validation and the
 * table source.
 */
package io.sqluice.http.table;
