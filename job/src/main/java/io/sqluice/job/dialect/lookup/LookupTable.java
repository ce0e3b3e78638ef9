package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Tables;
import java.util.List;
import java.util.Optional;

/**
 * A table that is asked for the keys of rows.
 *
 * @param columns all of them, parameters too
 */
record LookupTable(String name, List<Tables.Column> columns) {

  static final String MARK = "$";

  LookupTable {
    columns = List.copyOf(columns);
  }

  boolean hasColumn(String column) {
    return column(column).isPresent();
  }

  Optional<Tables.Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The columns that go into the request, if they are marked. */
  List<Tables.Column> parameters() {
    return columns.stream().filter(column -> isParameter(column.name())).toList();
  }

  static boolean isParameter(String column) {
    return column.startsWith(MARK) && column.length() > 1;
  }

  /** A parameter's name without the mark. */
  static String plain(String column) {
    return isParameter(column) ? column.substring(1) : column;
  }

  /** The column that a name means: a column of that name, else a parameter. */
  Optional<String> meant(String name) {
    if (hasColumn(name)) {
      return Optional.of(name);
    }
    return hasColumn(MARK + name) ? Optional.of(MARK + name) : Optional.empty();
  }
}
