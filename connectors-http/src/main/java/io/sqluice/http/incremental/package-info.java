/**
 * What polls leave for those after them: the cursor and its windows, page hashes and the keys that
 * have been seen. It knows records, not requests, schedules or Flink's state.
 */
package io.sqluice.http.incremental;
