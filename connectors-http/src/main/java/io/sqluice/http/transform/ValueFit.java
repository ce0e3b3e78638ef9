package io.sqluice.http.transform;

import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Whether values of one type may become values of another. NOT NULL and the lengths of texts and
 * bytes are not looked at.
 */
public enum ValueFit {
  /** Each value is one of the other type; only large whole numbers lose digits as FLOAT, DOUBLE. */
  LOSSLESS {
    @Override
    boolean numberFits(LogicalType from, LogicalType to) {
      if (to.is(LogicalTypeFamily.EXACT_NUMERIC)) {
        return from.is(LogicalTypeFamily.EXACT_NUMERIC)
            && scale(from) <= scale(to)
            && wholeFits(from, to);
      }
      return from.is(LogicalTypeFamily.INTEGER_NUMERIC)
          || from.is(LogicalTypeRoot.FLOAT)
          || from.is(LogicalTypeRoot.DOUBLE) && to.is(LogicalTypeRoot.DOUBLE);
    }

    @Override
    boolean timeFits(LogicalType from, LogicalType to) {
      return precision(from) <= precision(to);
    }

    @Override
    boolean intervalFits(LogicalType from, LogicalType to) {
      return from.is(to.getTypeRoot());
    }
  },

  /**
   * What a query gives for a column, by a cast that fails for a number which is too large. It is
   * wider where DuckDB's functions give one type only: sums are HUGEINT, averages DOUBLE,
   * date-times and times in microseconds, and intervals of one kind.
   */
  RESULT {
    @Override
    boolean numberFits(LogicalType from, LogicalType to) {
      return !to.is(LogicalTypeFamily.EXACT_NUMERIC)
          || from.is(LogicalTypeFamily.EXACT_NUMERIC) && scale(from) <= scale(to)
          || from.is(LogicalTypeFamily.APPROXIMATE_NUMERIC) && to.is(LogicalTypeRoot.DECIMAL);
    }

    @Override
    boolean timeFits(LogicalType from, LogicalType to) {
      return precision(from) <= precision(to)
          || to.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)
          || precision(from) <= MICROSECONDS && precision(to) >= MILLISECONDS;
    }

    @Override
    boolean intervalFits(LogicalType from, LogicalType to) {
      return true;
    }
  };

  private static final int MILLISECONDS = 3;
  private static final int MICROSECONDS = 6;

  /** Whether values may become those of another type. */
  public boolean fits(LogicalType from, LogicalType to) {
    if (from.copy(true).equals(to.copy(true))) {
      return true;
    }
    if (both(from, to, LogicalTypeFamily.NUMERIC)) {
      return numberFits(from, to);
    }
    if (both(from, to, LogicalTypeFamily.INTERVAL)) {
      return intervalFits(from, to);
    }
    if (both(from, to, LogicalTypeFamily.CHARACTER_STRING)
        || both(from, to, LogicalTypeFamily.BINARY_STRING)) {
      return true;
    }
    return switch (from.getTypeRoot()) {
      case TIME_WITHOUT_TIME_ZONE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          from.is(to.getTypeRoot()) && timeFits(from, to);
      case ARRAY, MAP, MULTISET, ROW -> partsFit(from, to);
      default -> false;
    };
  }

  abstract boolean numberFits(LogicalType from, LogicalType to);

  /** Of two times, or two timestamps with or without a zone. */
  abstract boolean timeFits(LogicalType from, LogicalType to);

  abstract boolean intervalFits(LogicalType from, LogicalType to);

  private boolean partsFit(LogicalType from, LogicalType to) {
    if (from instanceof RowType one
        && to instanceof RowType other
        && !one.getFieldNames().equals(other.getFieldNames())) {
      return false;
    }
    List<LogicalType> parts = parts(from);
    List<LogicalType> others = parts(to);
    if (!container(from).equals(container(to)) || parts.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!fits(parts.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A multiset is a map of numbers, also in DuckDB. */
  private static LogicalTypeRoot container(LogicalType type) {
    return type.is(LogicalTypeRoot.MULTISET) ? LogicalTypeRoot.MAP : type.getTypeRoot();
  }

  private static List<LogicalType> parts(LogicalType type) {
    if (type instanceof ArrayType array) {
      return List.of(array.getElementType());
    }
    if (type instanceof MapType map) {
      return List.of(map.getKeyType(), map.getValueType());
    }
    if (type instanceof MultisetType multiset) {
      return List.of(multiset.getElementType(), new IntType(false));
    }
    return type.getChildren();
  }

  private static boolean both(LogicalType one, LogicalType other, LogicalTypeFamily family) {
    return one.is(family) && other.is(family);
  }

  /** The most digits before the point that a value has. */
  private static int wholeDigits(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> LogicalTypeChecks.getPrecision(type) - scale(type);
    };
  }

  /** Integers do not hold all numbers of their digits: TINYINT ends at 127. */
  private static boolean wholeFits(LogicalType from, LogicalType to) {
    boolean ofDecimal = from.is(LogicalTypeRoot.DECIMAL) && !to.is(LogicalTypeRoot.DECIMAL);
    return ofDecimal ? wholeDigits(from) < wholeDigits(to) : wholeDigits(from) <= wholeDigits(to);
  }

  private static int scale(LogicalType type) {
    return type instanceof DecimalType decimal ? decimal.getScale() : 0;
  }

  private static int precision(LogicalType type) {
    return LogicalTypeChecks.getPrecision(type);
  }
}
