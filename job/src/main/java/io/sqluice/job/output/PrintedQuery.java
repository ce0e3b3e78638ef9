package io.sqluice.job.output;

import org.apache.flink.table.types.logical.RowType;

/**
 * A SELECT whose rows are printed.
 *
 * @param number 1-based, among the SELECTs of the script
 * @param amongSeveral whether the script has other SELECTs, so that a row says whose it is
 * @param origin the SELECT's place in the script, as {@code file:line:column}
 * @param type names and types of the columns
 * @param updating whether the result changes, so that a row says its kind
 */
public record PrintedQuery(
    int number, boolean amongSeveral, String origin, RowType type, boolean updating) {}
