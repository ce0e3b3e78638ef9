package io.sqluice.duckdb.file;

import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.http.request.Spelling;
import io.sqluice.http.transform.ValueFit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;

/**
 * The columns that a table or a query has in DuckDB.
 *
 * @param names as DuckDB has them; it finds them in upper and lower case
 * @param types as DuckDB prints them
 */
public record FoundColumns(List<String> names, List<String> types) implements Serializable {

  /** Where values go. */
  public enum Direction {
    READ,
    WRITE
  }

  public FoundColumns {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /** The type of a column; null if there is none of that name. */
  @Nullable
  public String type(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return types.get(i);
      }
    }
    return null;
  }

  /** The types of columns that are there, in their order. */
  public List<String> types(List<String> wanted) {
    return wanted.stream().map(this::type).toList();
  }

  /** Whether a column is just what a type of Flink's becomes in DuckDB. */
  public boolean isExactly(String name, LogicalType type) {
    return DuckDbTypes.sqlType(type).equals(type(name));
  }

  /** Whether these are all columns, in this order, and just what their types become. */
  public boolean areExactly(RowType wanted) {
    return names.size() == wanted.getFieldCount()
        && wanted.getFields().stream()
            .allMatch(field -> isExactly(field.getName(), field.getType()))
        && String.join("\n", names).equalsIgnoreCase(String.join("\n", wanted.getFieldNames()));
  }

  /**
   * What is wrong with a table's columns, a sentence for each that is not there or has a type whose
   * values do not fit.
   *
   * @param owner whose columns these are, as messages name it
   */
  public List<String> problems(RowType wanted, Direction direction, String owner) {
    List<String> problems = new ArrayList<>();
    for (RowField field : wanted.getFields()) {
      String found = type(field.getName());
      if (found == null) {
        problems.add(
            "column '%s' is not in DuckDB: %s has no such column; %s"
                .formatted(field.getName(), owner, suggestion(field.getName())));
      } else if (!fits(found, field.getType(), direction)) {
        problems.add(
            "column '%s' is %s in DuckDB, expected %s for %s; declare the column as %s, or %s."
                .formatted(
                    field.getName(),
                    found,
                    DuckDbTypes.sqlType(field.getType()),
                    field.getType().asSummaryString(),
                    flinkName(found),
                    direction == Direction.READ
                        ? "cast it in 'query'"
                        : "change the column in DuckDB"));
      }
    }
    return problems;
  }

  private String suggestion(String name) {
    return Spelling.nearest(name, names)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("it has " + String.join(", ", names) + ".");
  }

  private static String flinkName(String found) {
    try {
      return DuckDbTypes.flinkType(found).asSummaryString();
    } catch (IllegalArgumentException none) {
      return "a type that Flink has";
    }
  }

  /** Whether each value of the one type is a value of the other. */
  private static boolean fits(String found, LogicalType wanted, Direction direction) {
    if (DuckDbTypes.sqlType(wanted).equals(found)) {
      return true;
    }
    LogicalType read;
    try {
      read = DuckDbTypes.flinkType(found);
    } catch (IllegalArgumentException none) {
      return false;
    }
    return direction == Direction.READ
        ? ValueFit.LOSSLESS.fits(read, wanted)
        : ValueFit.LOSSLESS.fits(wanted, read);
  }
}
