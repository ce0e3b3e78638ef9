/**
 * Run-time classes: the functions that Flink calls for each row, and what they are made of: caches,
 * single flight, batches, answers. What is asked and read is {@code io.sqluice.http.api}'s.
 */
package io.sqluice.lookup.function;
