/**
 * Side-by-side measurements: ours and a reference in turn, in one run, each with a bar. What
 * measures lives here; each benchmark has a package of its own with its reference.
 */
package io.sqluice.benchmarks;
