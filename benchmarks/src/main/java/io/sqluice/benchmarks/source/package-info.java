/**
 * A large body through jq into rows, against a bare loop without Flink and the jq program, and a
 * hundred tables that are polled at once.
 */
package io.sqluice.benchmarks.source;
