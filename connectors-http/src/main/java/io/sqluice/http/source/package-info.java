/**
 * The FLIP-27 source: enumerator, split, reader, state, watermarks and metrics. Run-time classes
 * only.
 */
package io.sqluice.http.source;
