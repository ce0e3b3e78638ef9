package io.sqluice.lookup.table;

import io.sqluice.lookup.function.LookupConfig;
import org.apache.flink.table.types.logical.RowType;

/**
 * A lookup table as its declaration says, validated.
 *
 * @param columns its physical columns, in order
 * @param config what it needs at run time
 * @param async whether rows may be looked up while others are under way
 */
record LookupTable(RowType columns, LookupConfig config, boolean async) {

  /** What the names of columns begin with that are parameters of the request. */
  static final String PARAMETER_PREFIX = "$";

  /** Whether the columns say which of them are parameters of the request. */
  boolean declaresParameters() {
    return columns.getFieldNames().stream().anyMatch(LookupTable::isParameter);
  }

  static boolean isParameter(String column) {
    return column.startsWith(PARAMETER_PREFIX);
  }

  /** The name that placeholders have for a column. */
  static String variable(String column) {
    return isParameter(column) ? column.substring(PARAMETER_PREFIX.length()) : column;
  }
}
