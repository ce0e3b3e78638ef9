package io.sqluice.job.dialect.lookup;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

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

  /**
   * Whether a key that has to be cast is cast without being told: only if it stays the value that
   * it is, as an INT does in a BIGINT, and anything in a text.
   */
  static boolean isAutomatic(LogicalType key, LogicalType column) {
    if (key.is(LogicalTypeRoot.NULL)) {
      return true;
    }
    if (column.is(LogicalTypeRoot.VARCHAR)) {
      return LogicalTypeChecks.getLength(column) == VarCharType.MAX_LENGTH
          && LogicalTypeCasts.supportsExplicitCast(key, column);
    }
    if (isBoth(key, column, LogicalTypeFamily.NUMERIC)) {
      return Numbers.isWider(key, column);
    }
    if (isBoth(key, column, LogicalTypeFamily.DATETIME)) {
      boolean isSame =
          key.is(column.getTypeRoot()) || isBoth(key, column, LogicalTypeFamily.TIMESTAMP);
      return isSame
          && LogicalTypeChecks.getPrecision(key) <= LogicalTypeChecks.getPrecision(column);
    }
    return LogicalTypeCasts.supportsAvoidingCast(key.copy(true), column.copy(true));
  }

  /** Whether Flink has a cast. It knows one for times and numbers, but does not plan it. */
  static boolean isPossible(LogicalType key, LogicalType column) {
    boolean isTimeAndNumber =
        key.is(LogicalTypeFamily.TIMESTAMP) && column.is(LogicalTypeFamily.NUMERIC)
            || key.is(LogicalTypeFamily.NUMERIC) && column.is(LogicalTypeFamily.TIMESTAMP);
    return !isTimeAndNumber && LogicalTypeCasts.supportsExplicitCast(key, column);
  }

  private static boolean isBoth(LogicalType one, LogicalType other, LogicalTypeFamily family) {
    return one.is(family) && other.is(family);
  }

  /** An expression that is cast. */
  static String cast(String expression, LogicalType type) {
    return "CAST(" + expression + " AS " + sql(type) + ")";
  }
}
