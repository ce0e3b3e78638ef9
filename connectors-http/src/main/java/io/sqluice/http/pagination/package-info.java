/** Finds the next page of a poll. */
package io.sqluice.http.pagination;
