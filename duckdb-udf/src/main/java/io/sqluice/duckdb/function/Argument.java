package io.sqluice.duckdb.function;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;

/** The arguments of {@code DUCKDB}, in the order of its signature. */
enum Argument {
  INPUT(null),
  QUERY(string()),
  SIZE(DataTypes.INT()),
  LINGER(string()),
  DURATION(string()),
  RELAXED(DataTypes.BOOLEAN()),
  LATE(string()),
  EMIT_EMPTY(DataTypes.BOOLEAN()),
  BATCH_BY(DataTypes.DESCRIPTOR().bridgedTo(ColumnList.class)),
  ON_ERROR(string()),
  TIMEOUT(string()),
  MEMORY_LIMIT(string());

  private final DataType type;

  Argument(DataType type) {
    this.type = type;
  }

  private static DataType string() {
    return DataTypes.STRING();
  }

  /**
   * A batch without PARTITION BY is of all rows. Updates are let in so that the error about them
   * can say more than Flink's: see {@link DuckDbTableFunction#specialize}.
   */
  private static EnumSet<StaticArgumentTrait> table() {
    return EnumSet.of(
        StaticArgumentTrait.TABLE,
        StaticArgumentTrait.SET_SEMANTIC_TABLE,
        StaticArgumentTrait.OPTIONAL_PARTITION_BY,
        StaticArgumentTrait.SUPPORT_UPDATES);
  }

  /** As it is written in SQL. */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a call may have. */
  static List<StaticArgument> declared() {
    List<StaticArgument> arguments = new ArrayList<>();
    for (Argument argument : values()) {
      arguments.add(
          argument == INPUT
              ? StaticArgument.table(argument.sqlName(), Row.class, false, table())
              : StaticArgument.scalar(argument.sqlName(), argument.type, argument != QUERY));
    }
    return arguments;
  }

  /**
   * What the run-time function is given, without conversions.
   *
   * @param input the type of the rows
   */
  static List<StaticArgument> internal(DataType input) {
    List<StaticArgument> arguments = new ArrayList<>();
    for (Argument argument : values()) {
      if (argument == INPUT) {
        arguments.add(
            StaticArgument.table(
                argument.sqlName(), input.bridgedTo(RowData.class), false, table()));
      } else {
        DataType type =
            argument.type.getConversionClass() == String.class
                ? argument.type.bridgedTo(StringData.class)
                : argument.type;
        arguments.add(StaticArgument.scalar(argument.sqlName(), type, argument != QUERY));
      }
    }
    return arguments;
  }
}
