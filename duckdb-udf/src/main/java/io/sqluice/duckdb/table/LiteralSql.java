package io.sqluice.duckdb.table;

import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * Constants in DuckDB's SQL that a column is held against, of the column's own type, so that
 * neither side is cast. Those that are no value of that type are left to Flink.
 */
final class LiteralSql {

  private final LogicalType column;

  LiteralSql(LogicalType column) {
    this.column = column;
  }

  Optional<String> of(ValueLiteralExpression literal) {
    if (literal.isNull()) {
      return Optional.empty();
    }
    return switch (column.getTypeRoot()) {
      // CHAR is not here: Flink fills its values up with spaces.
      case VARCHAR ->
          literal.getValueAs(String.class).filter(text -> text.indexOf('\0') < 0).map(Sql::literal);
      case BOOLEAN -> literal.getValueAs(Boolean.class).map(value -> "" + value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(literal);
      case DECIMAL -> number(literal).flatMap(this::decimal);
      case FLOAT ->
          number(literal)
              .filter(value -> isSame(value, value.floatValue()))
              .map(value -> cast(value.toString()));
      case DOUBLE ->
          number(literal)
              .filter(value -> isSame(value, value.doubleValue()))
              .map(value -> cast(value.toString()));
      case DATE ->
          literal
              .getValueAs(LocalDate.class)
              .filter(date -> isPrintable(date.getYear()))
              .map(date -> cast(date.toString()));
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          literal.getValueAs(LocalDateTime.class).flatMap(this::timestamp);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          literal.getValueAs(Instant.class).flatMap(this::instant);
      default -> Optional.empty();
    };
  }

  private Optional<String> whole(ValueLiteralExpression literal) {
    return number(literal)
        .filter(value -> value.scale() <= 0)
        .filter(value -> value.toBigInteger().bitLength() < Long.SIZE)
        .map(BigDecimal::toPlainString);
  }

  private static Optional<BigDecimal> number(ValueLiteralExpression literal) {
    return literal.getValueAs(Number.class).map(value -> new BigDecimal(value.toString()));
  }

  private Optional<String> decimal(BigDecimal value) {
    DecimalType type = (DecimalType) column;
    BigDecimal stripped = value.stripTrailingZeros();
    int whole = stripped.precision() - stripped.scale();
    return stripped.scale() <= type.getScale() && whole <= type.getPrecision() - type.getScale()
        ? Optional.of(cast(stripped.toPlainString()))
        : Optional.empty();
  }

  private static boolean isSame(BigDecimal exact, double floating) {
    return Double.isFinite(floating) && new BigDecimal(floating).compareTo(exact) == 0;
  }

  private Optional<String> timestamp(LocalDateTime value) {
    int precision = ((TimestampType) column).getPrecision();
    return isPrintable(value.getYear()) && isWhole(value.getNano(), precision)
        ? Optional.of(cast(value.toString()))
        : Optional.empty();
  }

  /** DuckDB keeps microseconds, of which Flink cuts off what is below the column's precision. */
  private Optional<String> instant(Instant value) {
    int precision = ((LocalZonedTimestampType) column).getPrecision();
    LocalDateTime utc = value.atOffset(ZoneOffset.UTC).toLocalDateTime();
    return precision >= 6 && isPrintable(utc.getYear()) && isWhole(utc.getNano(), 6)
        ? Optional.of(cast(utc + "+00"))
        : Optional.empty();
  }

  private static boolean isWhole(int nanos, int precision) {
    // The types of DuckDB's have 0, 3, 6 or 9 digits.
    int digits = precision == 0 ? 0 : precision <= 3 ? 3 : precision <= 6 ? 6 : 9;
    return nanos % Math.round(Math.pow(10, 9 - digits)) == 0 && digits == precision;
  }

  private static boolean isPrintable(int year) {
    return year >= 1 && year <= 9999;
  }

  private String cast(String text) {
    return "CAST(%s AS %s)".formatted(Sql.literal(text), DuckDbTypes.sqlType(column));
  }
}
