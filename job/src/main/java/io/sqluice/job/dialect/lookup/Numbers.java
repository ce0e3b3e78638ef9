package io.sqluice.job.dialect.lookup;

import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNumericLiteral;
import java.math.BigDecimal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Which numbers a type of numbers has. */
final class Numbers {

  private Numbers() {}

  /** Whether one type has all numbers of the other, or those closest to them if it is a float. */
  static boolean isWider(LogicalType from, LogicalType to) {
    if (isApproximate(to)) {
      return !isApproximate(from) || to.is(LogicalTypeRoot.DOUBLE);
    }
    return !isApproximate(from)
        && scale(from) <= scale(to)
        && isLarger(wholeDigits(from), from, to);
  }

  /** An integer type does not have all numbers of its most digits, but all of another's. */
  private static boolean isLarger(int digits, LogicalType from, LogicalType to) {
    boolean isPartial = to.is(LogicalTypeFamily.INTEGER_NUMERIC);
    return isPartial && !from.is(LogicalTypeFamily.INTEGER_NUMERIC)
        ? digits < wholeDigits(to)
        : digits <= wholeDigits(to);
  }

  /** Whether an expression is a number in digits, and one that a type has. */
  static boolean isIn(SqlNode value, LogicalType type) {
    if (value.getKind() == SqlKind.MINUS_PREFIX) {
      return isIn(((SqlCall) value).operand(0), type);
    }
    if (!(value instanceof SqlNumericLiteral literal) || !type.is(LogicalTypeFamily.NUMERIC)) {
      return false;
    }
    if (isApproximate(type)) {
      return true;
    }
    BigDecimal number = literal.bigDecimalValue().stripTrailingZeros();
    return Math.max(number.scale(), 0) <= scale(type)
        && switch (type.getTypeRoot()) {
          case TINYINT -> number.compareTo(BigDecimal.valueOf(Byte.MAX_VALUE)) <= 0;
          case SMALLINT -> number.compareTo(BigDecimal.valueOf(Short.MAX_VALUE)) <= 0;
          case INTEGER -> number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
          case BIGINT -> number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
          default -> number.precision() - number.scale() <= wholeDigits(type);
        };
  }

  private static boolean isApproximate(LogicalType type) {
    return type.is(LogicalTypeFamily.APPROXIMATE_NUMERIC);
  }

  private static int scale(LogicalType type) {
    return type.is(LogicalTypeRoot.DECIMAL) ? LogicalTypeChecks.getScale(type) : 0;
  }

  private static int wholeDigits(LogicalType type) {
    return LogicalTypeChecks.getPrecision(type) - scale(type);
  }
}
