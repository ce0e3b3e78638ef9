package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/** What is wrong with a value that a lookup table would be asked for. */
final class KeyProblems {

  private final Statement statement;
  private final String table;
  private final String alias;

  KeyProblems(Statement statement, Input lookup) {
    this.statement = statement;
    this.table = lookup.lookup().orElseThrow().name();
    this.alias = lookup.name();
  }

  ScriptException unbound(SqlNode condition, String parameter) {
    return at(
        condition,
        "found a condition on the parameter %s of the lookup table '%s', which is asked for one value of it: write %s = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value"
            .formatted(parameter, table, path(parameter)));
  }

  /**
   * @param text the key as it was written
   */
  ScriptException cast(SqlNode place, Tables.Column column, String text, LogicalType type) {
    return at(
        place,
        "%s, and a cast can fail or ask for another value: write %s = %s in ON"
            .formatted(
                found(column, text, type), path(column.name()), Casts.cast(text, column.type())));
  }

  ScriptException type(SqlNode place, Tables.Column column, String text, LogicalType type) {
    return at(
        place,
        "%s, and there is no cast from one to the other: write %s = ... in ON with an expression of the type %s, or give %s another type"
            .formatted(
                found(column, text, type),
                path(column.name()),
                Casts.sql(column.type()),
                column.name()));
  }

  private String found(Tables.Column column, String text, LogicalType type) {
    return "found %s (%s) for %s (%s) of the lookup table '%s'"
        .formatted(text, Casts.sql(type), column.name(), Casts.sql(column.type()), table);
  }

  /**
   * @param function that has another value each time
   */
  ScriptException unsteady(SqlNode place, Tables.Column column, String function, String text) {
    return at(
        place,
        "found %s, which has another value each time, for %s of the lookup table '%s': make it a column first, as in FROM (SELECT *, %s AS asked FROM t) AS t, and write %s = t.asked"
            .formatted(function, column.name(), table, text, path(column.name())));
  }

  /** An expression as a message has it. */
  static String oneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private String path(String column) {
    return alias + "." + LookupTable.plain(column);
  }

  private ScriptException at(SqlNode place, String message) {
    return new ScriptException(
        statement.problem(statement.positionOf(FlinkParser.start(statement, place)), message));
  }
}
