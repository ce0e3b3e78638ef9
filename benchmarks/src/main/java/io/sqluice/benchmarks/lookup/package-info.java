/**
 * Lookups of a stream's keys at an API, against another connector in the same job, a bare loop
 * without Flink, and our own without batches.
 */
package io.sqluice.benchmarks.lookup;
