package io.sqluice.job.dialect.lookup;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Which keys have to be cast to the type of the column that they are for. */
final class Casts {

  private Casts() {}

  /** A type as Flink's SQL has it. */
  static String sql(LogicalType type) {
    return type.copy(true).asSummaryString();
  }

  /** Whether Flink's planner would not take a key of one type for a column of the other. */
  static boolean isNeeded(LogicalType key, LogicalType column) {
    if (key.is(LogicalTypeRoot.NULL)) {
      return true;
    }
    boolean texts = isBoth(key, column, LogicalTypeFamily.CHARACTER_STRING);
    boolean bytes = isBoth(key, column, LogicalTypeFamily.BINARY_STRING);
    return !texts && !bytes && !key.copy(true).equals(column.copy(true));
  }

  private static boolean isBoth(LogicalType one, LogicalType other, LogicalTypeFamily family) {
    return one.is(family) && other.is(family);
  }

  /** An expression that is cast. */
  static String cast(String expression, LogicalType type) {
    return "CAST(" + expression + " AS " + sql(type) + ")";
  }
}
