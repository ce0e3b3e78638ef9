package io.sqluice.http.options;

import io.sqluice.http.request.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Whether the columns that a query gives are those that a table declares. */
final class QueryColumns {

  private QueryColumns() {}

  /** What does not fit, a sentence for each column. */
  static List<String> problems(RowType declared, RowType given) {
    List<String> problems = new ArrayList<>();
    for (RowType.RowField column : declared.getFields()) {
      Optional<LogicalType> found = type(given, column.getName());
      if (found.isEmpty()) {
        problems.add(missing(column.getName(), given));
      } else if (!fits(found.get(), column.getType())) {
        String type = found.get().asSummaryString();
        problems.add(
            "column '%s' is %s, but the query gives %s; cast it in 'transform.sql', or declare the column as %s."
                .formatted(column.getName(), column.getType().asSummaryString(), type, type));
      }
    }
    return problems;
  }

  private static String missing(String name, RowType given) {
    return "column '%s' is not among those that the query gives, which are %s%s"
        .formatted(
            name,
            String.join(", ", given.getFieldNames()),
            Spelling.nearest(name, given.getFieldNames())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; name it in 'transform.sql' with AS " + name + "."));
  }

  /** DuckDB's names are case-insensitive. */
  private static Optional<LogicalType> type(RowType given, String name) {
    return given.getFields().stream()
        .filter(
            field -> field.getName().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .map(RowType.RowField::getType)
        .findFirst();
  }

  /**
   * Whether values become those of a declared type without a change of their meaning. Numbers that
   * are too large for it are found when the query runs.
   */
  static boolean fits(LogicalType found, LogicalType declared) {
    if (found.copy(true).equals(declared.copy(true))) {
      return true;
    }
    if (both(found, declared, LogicalTypeFamily.EXACT_NUMERIC)
        || both(found, declared, LogicalTypeFamily.CHARACTER_STRING)
        || both(found, declared, LogicalTypeFamily.BINARY_STRING)
        || both(found, declared, LogicalTypeFamily.INTERVAL)
        || both(found, declared, LogicalTypeFamily.TIME)
        || bothAre(found, declared, LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
        || bothAre(found, declared, LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)) {
      return true;
    }
    if (declared.is(LogicalTypeFamily.APPROXIMATE_NUMERIC)) {
      return found.is(LogicalTypeFamily.NUMERIC);
    }
    if (declared.is(LogicalTypeRoot.DECIMAL)) {
      return found.is(LogicalTypeFamily.APPROXIMATE_NUMERIC);
    }
    return nestedFits(found, declared);
  }

  private static boolean nestedFits(LogicalType found, LogicalType declared) {
    if (found instanceof ArrayType from && declared instanceof ArrayType to) {
      return fits(from.getElementType(), to.getElementType());
    }
    if (found instanceof MapType from && declared instanceof MapType to) {
      return fits(from.getKeyType(), to.getKeyType())
          && fits(from.getValueType(), to.getValueType());
    }
    if (found instanceof RowType from && declared instanceof RowType to) {
      return from.getFieldNames().equals(to.getFieldNames()) && problems(to, from).isEmpty();
    }
    return false;
  }

  private static boolean both(LogicalType one, LogicalType other, LogicalTypeFamily family) {
    return one.is(family) && other.is(family);
  }

  private static boolean bothAre(LogicalType one, LogicalType other, LogicalTypeRoot root) {
    return one.is(root) && other.is(root);
  }
}
