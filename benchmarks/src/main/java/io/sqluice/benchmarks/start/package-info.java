/** From Enter to the first printed row, against a bare Flink program of the same query. */
package io.sqluice.benchmarks.start;
