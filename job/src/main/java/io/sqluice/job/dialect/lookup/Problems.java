package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a use of a lookup table. */
final class Problems {

  private final Statement statement;

  Problems(Statement statement) {
    this.statement = statement;
  }

  ScriptException alone(SqlNode place, LookupTable table) {
    return at(
        place,
        "'%s' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN %s ON t.%s"
            .formatted(table.name(), table.name(), example(table)));
  }

  ScriptException first(SqlNode place, LookupTable table) {
    return at(
        place,
        "the lookup table '%s' stands before the rows that it is asked for: write the other table first, as in FROM t JOIN %s ON t.%s"
            .formatted(table.name(), table.name(), example(table)));
  }

  private static String example(LookupTable table) {
    String key =
        table.parameters().stream()
            .map(column -> LookupTable.plain(column.name()))
            .findFirst()
            .orElse(table.columns().isEmpty() ? "k" : table.columns().get(0).name());
    return key + " = " + table.name() + "." + key;
  }

  ScriptException outer(SqlNode place, LookupTable table, String type) {
    return at(
        place,
        "found %s JOIN with the lookup table '%s', which has no rows but those that it is asked for: write LEFT JOIN or JOIN"
            .formatted(type, table.name()));
  }

  ScriptException natural(SqlNode place, LookupTable table) {
    return at(
        place,
        "found NATURAL JOIN with the lookup table '%s': write JOIN or LEFT JOIN with ON or USING; parameters that these leave out are bound by name"
            .formatted(table.name()));
  }

  ScriptException renamed(SqlNode place, LookupTable table) {
    return at(
        place,
        "found new names for the columns of the lookup table '%s': leave them out here, and rename columns behind SELECT"
            .formatted(table.name()));
  }

  ScriptException timed(SqlNode place, LookupTable table) {
    return at(
        place,
        "found FOR SYSTEM_TIME AS OF PROCTIME(), which Flink does not take: leave it out; '%s' is a lookup table, which is asked when a row comes"
            .formatted(table.name()));
  }

  ScriptException written(SqlNode place, LookupTable table) {
    return at(
        place,
        "'%s' is a lookup table: rows are joined with it, and none can be written to it"
            .formatted(table.name()));
  }

  ScriptException ambiguous(Input lookup, Tables.Column parameter, List<Input> candidates) {
    String name = LookupTable.plain(parameter.name());
    return at(
        lookup.item().table().orElseThrow(),
        "the parameter %s of the lookup table '%s' could be %s: write %s in ON"
            .formatted(
                parameter.name(),
                lookup.lookup().orElseThrow().name(),
                candidates.stream()
                    .map(candidate -> path(candidate, name))
                    .collect(Collectors.joining(" or ")),
                candidates.stream()
                    .map(
                        candidate -> "'" + path(candidate, name) + " = " + path(lookup, name) + "'")
                    .collect(Collectors.joining(" or "))));
  }

  /**
   * @param columns of the other side
   */
  ScriptException unbound(
      Input lookup, Tables.Column parameter, List<Input> others, List<String> columns) {
    String name = LookupTable.plain(parameter.name());
    String owner =
        others.stream()
            .map(other -> other.item().name().map(found -> "'" + found + "'").orElse("the query"))
            .collect(Collectors.joining(" and "));
    String has =
        Spelling.nearest(name, columns)
                .map(nearest -> "did you mean '" + nearest + "'? There are ")
                .orElse("there are ")
            + String.join(", ", columns);
    return at(
        lookup.item().table().orElseThrow(),
        "the parameter %s of the lookup table '%s' has no value: ON has no equality for it, and there is no column %s in %s (%s); write %s = ... in ON"
            .formatted(
                parameter.name(),
                lookup.lookup().orElseThrow().name(),
                name,
                owner,
                has,
                path(lookup, name)));
  }

  private static String path(Input input, String column) {
    return input.item().name().map(name -> name + ".").orElse("") + column;
  }

  private ScriptException at(SqlNode place, String message) {
    return new ScriptException(
        statement.problem(statement.positionOf(FlinkParser.start(statement, place)), message));
  }
}
