/**
 * From a script to jobs and to their end: interprets statements in a session, plans all queries of
 * a stage together, runs them on an embedded cluster (or the one that {@code flink run} gives) and
 * reads the rows of SELECTs.
 */
package io.sqluice.job.execution;
