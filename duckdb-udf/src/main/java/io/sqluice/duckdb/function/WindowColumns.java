package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchWindow;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Looks whether an input has the columns that a window goes by. */
final class WindowColumns {

  private WindowColumns() {}

  /** What is wrong with them; empty if nothing is. */
  static Optional<String> problem(BatchWindow window, RowType input) {
    if (window instanceof BatchWindow.ById byId) {
      return Stream.of(
              column(
                  input,
                  byId.idColumn(),
                  "an integer type, for the id of a batch",
                  type -> type.is(LogicalTypeFamily.INTEGER_NUMERIC)),
              column(
                  input,
                  byId.lastColumn(),
                  "BOOLEAN, true on a batch's last row",
                  type -> type.is(LogicalTypeRoot.BOOLEAN)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (window instanceof BatchWindow.Fixed fixed) {
      return column(
          input,
          fixed.timeColumn(),
          "TIMESTAMP or TIMESTAMP_LTZ",
          type ->
              type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                  || type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE));
    }
    return Optional.empty();
  }

  private static Optional<String> column(
      RowType input, String name, String expected, Predicate<LogicalType> fits) {
    if (name == null) {
      return Optional.empty();
    }
    int position = input.getFieldIndex(name);
    if (position < 0) {
      return Optional.of(
          "the input has no column '" + name + "'; it has " + input.getFieldNames() + ".");
    }
    LogicalType type = input.getTypeAt(position);
    return fits.test(type)
        ? Optional.empty()
        : Optional.of(
            "the column '"
                + name
                + "' is "
                + type.asSummaryString()
                + "; expected "
                + expected
                + ".");
  }
}
