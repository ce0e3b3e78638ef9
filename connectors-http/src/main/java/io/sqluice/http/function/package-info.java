/**
 * The functions of SQL that run jq over a column. How jq is run, and what becomes of its outputs,
 * is in {@code io.sqluice.http.response}.
 */
package io.sqluice.http.function;
