package io.sqluice.job.execution;

import io.sqluice.job.dialect.References;
import io.sqluice.job.dialect.lookup.LookupJoins;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.UnresolvedIdentifier;

/** Points at tables that are read as several sources, because their options differ by a hint. */
final class HintWarnings {

  private final CatalogManager catalog;

  HintWarnings(CatalogManager catalog) {
    this.catalog = catalog;
  }

  /** A place where a table is read. */
  private record Use(Statement statement, References.Reference reference) {}

  /**
   * A warning at the first place where a table has other options than where it is read first.
   *
   * @param statements Flink SQL
   */
  List<ScriptProblem> of(List<Statement> statements) {
    List<ScriptProblem> warnings = new ArrayList<>();
    if (statements.stream().noneMatch(HintWarnings::hasHint)) {
      return warnings;
    }
    Map<ObjectIdentifier, Use> first = new HashMap<>();
    Map<ObjectIdentifier, Use> other = new HashMap<>();
    for (Statement statement : statements) {
      for (References.Reference reference : References.of(statement)) {
        Optional<ObjectIdentifier> table = table(reference.path());
        Use use = new Use(statement, reference);
        if (table.isPresent()) {
          Use before = first.putIfAbsent(table.get(), use);
          if (before != null
              && !before.reference().options().equals(reference.options())
              && other.putIfAbsent(table.get(), use) == null) {
            warnings.add(warning(table.get(), before, use));
          }
        }
      }
    }
    return warnings;
  }

  private static ScriptProblem warning(ObjectIdentifier table, Use before, Use use) {
    return use.statement()
        .problem(
            use.statement().positionOf(use.reference().offset()),
            "table '"
                + table.getObjectName()
                + "' is read with other hints than at "
                + before.statement().positionOf(before.reference().offset())
                + ": these are two sources, each of which reads by itself; give both the same hint,"
                + " or none");
  }

  static boolean hasHint(Statement statement) {
    return statement.tokens().stream().anyMatch(token -> statement.value(token).equals("/*+"));
  }

  private Optional<ObjectIdentifier> table(List<String> path) {
    ObjectIdentifier identifier =
        catalog.qualifyIdentifier(UnresolvedIdentifier.of(path.toArray(new String[0])));
    boolean isSource =
        catalog
            .getTable(identifier)
            .filter(
                found ->
                    found.getResolvedTable().getTableKind() == CatalogBaseTable.TableKind.TABLE)
            .map(found -> found.getResolvedTable().getOptions().get("connector"))
            .filter(connector -> !LookupJoins.isLookup(connector))
            .isPresent();
    return isSource ? Optional.of(identifier) : Optional.empty();
  }
}
