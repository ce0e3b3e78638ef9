package io.sqluice.job.execution;

import io.sqluice.job.dialect.CreateStatement;
import io.sqluice.job.dialect.DropStatement;
import io.sqluice.job.dialect.References;
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
import org.apache.flink.table.catalog.UnresolvedIdentifier;

/** What a script has created and not dropped: sources, sinks, tables and views. */
final class ScriptObjects {

  private final CatalogManager catalog;
  private final Map<ObjectIdentifier, Created> objects = new LinkedHashMap<>();

  /** What a statement of the script has created. */
  private record Created(
      String kind, ObjectIdentifier name, Statement statement, List<Statement> translated) {}

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
    objects.putIfAbsent(name, new Created(kind, name, statement, translated));
  }

  /** The names of all of a kind, in the order in which they were created. */
  List<String> names(String kind) {
    return objects.values().stream()
        .filter(created -> created.kind().equals(kind))
        .map(created -> created.name().getObjectName())
        .toList();
  }

  /**
   * What a DROP drops, in order, what depends on others first; empty for Flink to say what is
   * wrong, or to drop what the script has not created.
   *
   * @throws ScriptException if something depends on it and CASCADE does not say that it goes too,
   *     or if it is of another kind
   */
  List<Dropped> drop(Statement statement, DropStatement drop) {
    ObjectIdentifier name = identifier(drop.path());
    Optional<Created> created = Optional.ofNullable(objects.get(name));
    if (created.isEmpty() && drop.isOurs()) {
      if (drop.ifExists()) {
        return List.of();
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
    List<Dropped> dropped = new ArrayList<>();
    for (Created each : order) {
      objects.remove(each.name());
      dropped.add(dropped(each));
    }
    if (created.isEmpty()) {
      dropped.add(
          new Dropped(
              List.of(
                  DropStatement.flink(drop.kind(), drop.temporary(), drop.ifExists(), drop.path())),
              List.of()));
    }
    return dropped;
  }

  /**
   * An object that is dropped.
   *
   * @param statements of Flink that drop it
   * @param translated what its own statement became
   */
  record Dropped(List<String> statements, List<Statement> translated) {}

  private static Dropped dropped(Created created) {
    List<String> statements = new ArrayList<>();
    for (Statement part : created.translated()) {
      CreateStatement.of(part)
          .filter(create -> create.kind().equals("TABLE") || create.kind().equals("VIEW"))
          .ifPresent(
              create ->
                  statements.add(
                      0,
                      DropStatement.flink(
                          create.kind(), create.temporary() >= 0, false, create.name().path())));
    }
    return new Dropped(statements, created.translated());
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
                    .anyMatch(reference -> identifier(reference.path()).equals(name)))
        .toList();
  }

  private ObjectIdentifier identifier(List<String> path) {
    return catalog.qualifyIdentifier(UnresolvedIdentifier.of(path.toArray(new String[0])));
  }
}
