/**
 * Joins with lookup tables as people write them, {@code a LEFT JOIN l ON a.k = l.k}: what of them
 * Flink has to be told besides. Works on the tree of Flink's parser, and changes the text at its
 * places.
 */
package io.sqluice.job.dialect.lookup;
