/**
 * How rows are written to standard output: as a table, as JSON, as CSV. Knows Flink's internal rows
 * and types, not jobs.
 */
package io.sqluice.job.output;
