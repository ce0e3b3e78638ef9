/**
 * The statements that a script may have beyond Flink's SQL: what each of them becomes. Works on
 * tokens and on the tree of Flink's parser, and knows the session through {@link
 * io.sqluice.job.dialect.Tables} alone. What is executed, and how, is not here.
 */
package io.sqluice.job.dialect;
