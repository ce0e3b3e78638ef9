/**
 * Where the checkpoints of a script are, which of them a run goes on from, and what has become of
 * the script since.
 */
package io.sqluice.job.state;
