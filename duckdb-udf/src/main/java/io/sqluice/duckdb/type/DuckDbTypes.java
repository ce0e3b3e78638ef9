package io.sqluice.duckdb.type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DayTimeIntervalType.DayTimeResolution;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Which types of DuckDB's stand for which of Flink's. */
public final class DuckDbTypes {

  private DuckDbTypes() {}

  /**
   * The type that holds the values of one of Flink's, in DuckDB's SQL.
   *
   * @throws IllegalArgumentException if DuckDB has none, with the type's name in the message
   */
  public static String sqlType(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case TINYINT -> "TINYINT";
      case SMALLINT -> "SMALLINT";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield "DECIMAL(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
      }
      case BINARY, VARBINARY -> "BLOB";
      case DATE -> "DATE";
      case TIME_WITHOUT_TIME_ZONE -> "TIME";
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(((TimestampType) type).getPrecision());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE";
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> "INTERVAL";
      case ARRAY -> sqlType(((ArrayType) type).getElementType()) + "[]";
      case MAP -> {
        MapType map = (MapType) type;
        yield "MAP(%s, %s)".formatted(sqlType(map.getKeyType()), sqlType(map.getValueType()));
      }
      case MULTISET ->
          "MAP(%s, INTEGER)".formatted(sqlType(((MultisetType) type).getElementType()));
      case ROW ->
          ((RowType) type)
              .getFields().stream()
                  .map(field -> Sql.identifier(field.getName()) + " " + sqlType(field.getType()))
                  .collect(Collectors.joining(", ", "STRUCT(", ")"));
      default ->
          throw new IllegalArgumentException(
              "DuckDB has no type for %s; cast it, for example to STRING"
                  .formatted(type.asSummaryString()));
    };
  }

  private static String timestamp(int precision) {
    if (precision == 0) {
      return "TIMESTAMP_S";
    }
    if (precision <= 3) {
      return "TIMESTAMP_MS";
    }
    return precision <= 6 ? "TIMESTAMP" : "TIMESTAMP_NS";
  }

  /**
   * The nullable type of Flink's that holds the values of one of DuckDB's.
   *
   * @param name as DESCRIBE or a statement's metadata prints it
   * @throws IllegalArgumentException if Flink has none, with the type's name in the message
   */
  public static LogicalType flinkType(String name) {
    return flinkType(DuckDbType.parse(name));
  }

  static LogicalType flinkType(DuckDbType type) {
    return switch (type.name()) {
      case "BOOLEAN" -> new BooleanType();
      case "TINYINT" -> new TinyIntType();
      case "SMALLINT", "UTINYINT" -> new SmallIntType();
      case "INTEGER", "USMALLINT" -> new IntType();
      // NULL is the type of a NULL that nothing gives another type.
      case "BIGINT", "UINTEGER" -> new BigIntType();
      case "UBIGINT" -> new DecimalType(20, 0);
      case "HUGEINT", "UHUGEINT" -> new DecimalType(38, 0);
      case "FLOAT" -> new FloatType();
      case "DOUBLE" -> new DoubleType();
      case "DECIMAL" -> new DecimalType(type.numbers().get(0), type.numbers().get(1));
      case "VARCHAR",
          "UUID",
          "ENUM",
          "JSON",
          "BIT",
          "BIGNUM",
          "TIME WITH TIME ZONE",
          "NULL",
          "\"NULL\"" ->
          new VarCharType(VarCharType.MAX_LENGTH);
      case "BLOB" -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
      case "DATE" -> new DateType();
      case "TIME", "TIME_NS" -> new TimeType(3);
      case "TIMESTAMP_S" -> new TimestampType(0);
      case "TIMESTAMP_MS" -> new TimestampType(3);
      case "TIMESTAMP" -> new TimestampType(6);
      case "TIMESTAMP_NS" -> new TimestampType(9);
      case "TIMESTAMP WITH TIME ZONE" -> new LocalZonedTimestampType(6);
      case "INTERVAL" ->
          new DayTimeIntervalType(
              DayTimeResolution.DAY_TO_SECOND, DayTimeIntervalType.MAX_DAY_PRECISION, 3);
      case "LIST", "ARRAY" -> new ArrayType(flinkType(type.element()));
      case "MAP" ->
          new MapType(flinkType(type.children().get(0)), flinkType(type.children().get(1)));
      case "STRUCT" -> row(type);
      default ->
          throw new IllegalArgumentException(
              "Flink has no type for DuckDB's %s; cast it in the query, for example to VARCHAR"
                  .formatted(type.name()));
    };
  }

  private static RowType row(DuckDbType type) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      fields.add(new RowType.RowField(type.fields().get(i), flinkType(type.children().get(i))));
    }
    return new RowType(fields);
  }
}
