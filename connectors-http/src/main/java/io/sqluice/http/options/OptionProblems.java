package io.sqluice.http.options;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.ValidationException;

/** Collects what is wrong with a table's options, so that one error tells all of it. */
final class OptionProblems {

  private final List<String> lines = new ArrayList<>();

  /** Notes a problem: what was found, what was expected and how to fix it. */
  void add(String option, String message) {
    lines.add("  - '" + option + "': " + message);
  }

  /** Notes a problem of a column. */
  void addColumn(String message) {
    lines.add("  - " + message);
  }

  /**
   * Ends the validation.
   *
   * @throws ValidationException if there are problems, with a line for each
   */
  void throwIfAny(String tableName) {
    if (!lines.isEmpty()) {
      throw exception(tableName);
    }
  }

  /** All of them, a line for each. */
  ValidationException exception(String tableName) {
    String count = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
    return new ValidationException(
        "Table " + tableName + " has " + count + ":\n" + String.join("\n", lines));
  }
}
