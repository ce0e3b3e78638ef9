package io.sqluice.job.execution;

import io.sqluice.job.dialect.CreateStatement;
import io.sqluice.job.dialect.DropStatement;
import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.dialect.References;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;

/** What a script has created and not dropped: sources, sinks, tables and views. */
final class ScriptObjects {

  private final CatalogManager catalog;
  private final Map<ObjectIdentifier, Created> objects = new LinkedHashMap<>();

  /**
   * What a statement of the script has created.
   *
   * @param scope in which its statement was executed
   */
  private record Created(
      String kind,
      ObjectIdentifier name,
      Scope scope,
      Statement statement,
      List<Statement> translated) {}

  /** What a name without a catalog or database is looked up in. */
  private record Scope(String catalog, String database) {

    ObjectIdentifier identifier(List<String> path) {
      int parts = path.size();
      return ObjectIdentifier.of(
          parts > 2 ? path.get(parts - 3) : catalog,
          parts > 1 ? path.get(parts - 2) : database,
          path.get(parts - 1));
    }
  }

  ScriptObjects(CatalogManager catalog) {
    this.catalog = catalog;
  }

  /**
   * Notes what has been created.
   *
   * @param kind as the statement of the script names it
   * @param translated what the statement became, which has been executed
   */
  void add(String kind, List<String> path, Statement statement, List<Statement> translated) {
    ObjectIdentifier name = identifier(path);
    objects.putIfAbsent(name, new Created(kind, name, scope(), statement, translated));
  }

  /** The names of all of a kind, in the order in which they were created. */
  List<String> names(String kind) {
    return objects.values().stream()
        .filter(created -> created.kind().equals(kind))
        .map(created -> created.name().getObjectName())
        .toList();
  }

  /**
   * What a DROP comes to: what depends on others is dropped first. What the script has not created
   * is left to Flink.
   *
   * @throws ScriptException if something depends on it and CASCADE does not say that it goes too,
   *     or if it is of another kind
   */
  Dropping drop(Statement statement, DropStatement drop) {
    ObjectIdentifier name = identifier(drop.path());
    Optional<Created> created = Optional.ofNullable(objects.get(name));
    if (created.isEmpty() && drop.isOurs()) {
      if (drop.ifExists()) {
        return new Dropping(List.of(), List.of());
      }
      throw new ScriptException(
          statement.problem(
              "the script has created no "
                  + drop.kind().toLowerCase(Locale.ROOT)
                  + " '"
                  + name.getObjectName()
                  + "': take the statement out, or write DROP "
                  + drop.kind()
                  + " IF EXISTS"));
    }
    if (created.isPresent() && drop.isOurs() && !created.get().kind().equals(drop.kind())) {
      throw new ScriptException(
          statement.problem(
              "'"
                  + name.getObjectName()
                  + "' is a "
                  + created.get().kind().toLowerCase(Locale.ROOT)
                  + ", created at "
                  + created.get().statement()
                  + ": write DROP "
                  + created.get().kind()));
    }
    List<Created> order = new ArrayList<>();
    List<Created> dependants = dependants(name);
    if (!dependants.isEmpty() && !drop.cascade()) {
      throw new ScriptException(
          statement.problem(
              "'"
                  + name.getObjectName()
                  + "' cannot be dropped, because others depend on it: "
                  + dependants.stream()
                      .map(
                          dependant ->
                              dependant.kind().toLowerCase(Locale.ROOT)
                                  + " "
                                  + dependant.name().getObjectName()
                                  + " (created at "
                                  + dependant.statement()
                                  + ")")
                      .collect(Collectors.joining(", "))
                  + ". Drop them first, or add CASCADE to drop them too"));
    }
    dependants.forEach(dependant -> collect(dependant, order));
    created.ifPresent(order::add);
    List<String> drops = new ArrayList<>();
    List<Statement> undone = new ArrayList<>();
    for (Created each : order) {
      objects.remove(each.name());
      drops.addAll(drops(each));
      undone.addAll(each.translated());
    }
    if (created.isEmpty()) {
      drops.add(DropStatement.flink(drop.kind(), drop.temporary(), drop.ifExists(), drop.path()));
    }
    return new Dropping(
        isFlinks(statement, drop, drops)
            ? List.of(statement)
            : drops.stream().map(sql -> inPlaceOf(statement, sql)).toList(),
        undone);
  }

  /**
   * What a DROP comes to.
   *
   * @param statements of Flink, in order
   * @param undone what the statements became that had created what is dropped
   */
  record Dropping(List<Statement> statements, List<Statement> undone) {

    Dropping {
      statements = List.copyOf(statements);
      undone = List.copyOf(undone);
    }
  }

  /** Whether Flink takes the statement as it is written, and does with it what is to be done. */
  private static boolean isFlinks(Statement statement, DropStatement drop, List<String> drops) {
    return !drop.isOurs()
        && !drop.cascade()
        && drops.size() == 1
        && drop.hasTheKindOf(drops.get(0))
        && FlinkParser.parse(statement) instanceof FlinkParser.Tree;
  }

  private static Statement inPlaceOf(Statement statement, String sql) {
    return statement.edited(new Edits().replace(statement.start(), statement.end(), sql));
  }

  /** The statements of Flink that drop an object, the view over a table first. */
  private List<String> drops(Created created) {
    List<String> drops = new ArrayList<>();
    for (Statement part : created.translated()) {
      CreateStatement.of(part)
          .filter(create -> create.kind().equals("TABLE") || create.kind().equals("VIEW"))
          .ifPresent(
              create ->
                  drops.add(
                      0,
                      DropStatement.flink(
                          create.kind(),
                          create.temporary() >= 0,
                          false,
                          path(created, create.name().path()))));
    }
    return drops;
  }

  private void collect(Created created, List<Created> order) {
    if (order.contains(created)) {
      return;
    }
    dependants(created.name()).forEach(dependant -> collect(dependant, order));
    order.add(created);
  }

  /** The views and sinks that read an object. */
  private List<Created> dependants(ObjectIdentifier name) {
    return objects.values().stream()
        .filter(created -> !created.name().equals(name))
        .filter(
            created ->
                created.translated().stream()
                    .map(References::of)
                    .flatMap(List::stream)
                    .anyMatch(
                        reference -> created.scope().identifier(reference.path()).equals(name)))
        .toList();
  }

  private ObjectIdentifier identifier(List<String> path) {
    return scope().identifier(path);
  }

  private Scope scope() {
    return new Scope(catalog.getCurrentCatalog(), catalog.getCurrentDatabase());
  }

  /** A name as it is written where that still means the same, else with all its parts. */
  private List<String> path(Created created, List<String> written) {
    ObjectIdentifier meant = created.scope().identifier(written);
    return identifier(written).equals(meant) ? written : meant.toList();
  }
}
