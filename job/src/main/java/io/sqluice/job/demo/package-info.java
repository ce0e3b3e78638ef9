/**
 * The demo API: a local server that answers like a few public market APIs, with data computed from
 * time. It holds the market's formulas, one class an API, and the server; it knows nothing of Flink
 * or of scripts.
 */
package io.sqluice.job.demo;
