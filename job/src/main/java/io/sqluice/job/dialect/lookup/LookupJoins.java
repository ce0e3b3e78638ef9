package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.Optional;

/**
 * Translates joins with lookup tables, {@code a LEFT JOIN l ON a.k = l.k}, to those that Flink
 * knows, {@code FOR SYSTEM_TIME AS OF}. What says that itself stays as it is.
 */
public final class LookupJoins {

  private static final int MOST_STEPS = 10_000;

  private final Lookups lookups;
  private final Tables tables;

  private LookupJoins(Tables tables) {
    this.lookups = new Lookups(tables);
    this.tables = tables;
  }

  /**
   * The statement in Flink's SQL; the same object if it joins no lookup table by name.
   *
   * @throws io.sqluice.job.script.ScriptException if a lookup table is used in a way that it cannot
   *     be, or if Flink does not take an input of such a join
   */
  public static Statement translate(Statement statement, Tables tables) {
    LookupJoins joins = new LookupJoins(tables);
    return joins.lookups.mayBeIn(statement) ? joins.translate(statement) : statement;
  }

  /**
   * Whether a table is one that can be joined with and not read.
   *
   * @param connector of the table
   */
  public static boolean isLookup(String connector) {
    return Lookups.CONNECTORS.contains(connector);
  }

  private Statement translate(Statement statement) {
    Statement translated = statement;
    for (int step = 0; step < MOST_STEPS; step++) {
      FlinkParser.Result result = FlinkParser.parse(translated);
      if (!(result instanceof FlinkParser.Tree tree)) {
        return statement;
      }
      if (step == 0) {
        new Uses(translated, lookups).check(tree.node());
      }
      Optional<Statement> next = step(translated, tree.node());
      if (next.isEmpty()) {
        return translated;
      }
      translated = next.get();
    }
    throw new IllegalStateException("The joins of a statement were not translated in time");
  }

  /** What the innermost SELECT is before the next look at it; empty if there is no more to do. */
  private Optional<Statement> step(Statement statement, SqlNode root) {
    for (Scope scope : Scope.allOf(root)) {
      Inputs inputs = new Inputs(statement, scope, lookups, tables);
      Optional<Input> lookup = inputs.firstLookup();
      if (lookup.isEmpty()) {
        continue;
      }
      SqlJoin join = new Uses(statement, lookups).join(scope, lookup.get());
      Edits names = new Aliases(inputs).edits();
      if (!names.isEmpty()) {
        return Optional.of(statement.edited(names));
      }
      Edits stars = new Stars(inputs).edits();
      return Optional.of(
          stars.isEmpty()
              ? new LookupJoin(inputs, lookup.get(), join).translate()
              : statement.edited(stars));
    }
    return Optional.empty();
  }
}
