/**
 * Planner-side classes: the factory of the 'lookup-http' table, its options, their validation, and
 * what a join makes of it.
 */
package io.sqluice.lookup.table;
