/**
 * What a run has done so far, per table, from the metrics of the sources; shown on standard error.
 */
package io.sqluice.job.progress;
