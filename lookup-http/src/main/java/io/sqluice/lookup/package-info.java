/**
 * Lookup joins with an HTTP API. Built after the polling source; this package reserves its place.
 */
package io.sqluice.lookup;
