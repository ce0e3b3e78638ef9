package io.sqluice.http.options;

import io.sqluice.http.request.Spelling;
import io.sqluice.http.transform.ValueFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
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
      } else if (!ValueFit.RESULT.fits(found.get(), column.getType())) {
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
}
