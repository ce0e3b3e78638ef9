/**
 * Joins with APIs that answer with any number of rows, with failures, slowly or not at all, and
 * with keys that are made to do harm: which rows come out, what the server was asked, what is
 * counted and said.
 */
package io.sqluice.lookup.faults;
