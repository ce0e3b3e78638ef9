/** A large body through jq into rows, against a bare loop without Flink. */
package io.sqluice.benchmarks.source;
