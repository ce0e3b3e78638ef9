/** The functions of SQL as a module of Flink's. What they do is in their own packages. */
package io.sqluice.duckdb.module;
