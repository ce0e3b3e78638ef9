package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWithItem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.flink.table.types.logical.LogicalType;

/** The inputs of a SELECT with their columns, which are asked for when they are needed. */
final class Inputs {

  /**
   * @param lookup the lookup table that it is, if it is joined by name
   */
  record Input(FromItem item, Optional<LookupTable> lookup) {

    /** What its columns are qualified with. */
    String name() {
      return item.name().orElseThrow();
    }

    /** A column of it in a query. */
    String sql(String column) {
      return item.name().map(name -> Sql.name(name) + ".").orElse("") + Sql.name(column);
    }
  }

  private final Statement statement;
  private final Places places;
  private final Scope scope;
  private final Lookups lookups;
  private final Tables tables;
  private final List<Input> all = new ArrayList<>();
  private final Map<SqlNode, List<Tables.Column>> columns = new IdentityHashMap<>();

  Inputs(Statement statement, Scope scope, Lookups lookups, Tables tables) {
    this.statement = statement;
    this.places = new Places(statement);
    this.scope = scope;
    this.lookups = lookups;
    this.tables = tables;
    for (FromItem item : scope.items()) {
      boolean byName = !item.isSnapshot() && !scope.isNamedQuery(item.path());
      all.add(new Input(item, byName ? lookups.find(item.path()) : Optional.empty()));
    }
  }

  Statement statement() {
    return statement;
  }

  Places places() {
    return places;
  }

  Scope scope() {
    return scope;
  }

  List<Input> all() {
    return List.copyOf(all);
  }

  /** Those of one side of a join. */
  List<Input> of(SqlNode side) {
    List<SqlNode> cores = FromItem.allOf(side).stream().map(FromItem::core).toList();
    return all.stream()
        .filter(input -> cores.stream().anyMatch(core -> core == input.item().core()))
        .toList();
  }

  /** The first lookup table that is joined by name. */
  Optional<Input> firstLookup() {
    return all.stream().filter(input -> input.lookup().isPresent()).findFirst();
  }

  /** The input of a name. */
  Optional<Input> named(String name) {
    return all.stream()
        .filter(input -> input.item().name().filter(name::equals).isPresent())
        .findFirst();
  }

  /** Those that have a column of a name. */
  List<Input> having(String column, List<Input> among) {
    return among.stream()
        .filter(input -> columns(input).stream().anyMatch(found -> found.name().equals(column)))
        .toList();
  }

  /**
   * The columns of an input.
   *
   * @throws ScriptException if Flink does not take it
   */
  List<Tables.Column> columns(Input input) {
    List<Tables.Column> known = columns.get(input.item().core());
    if (known == null) {
      known = renamed(input.item(), found(input));
      columns.put(input.item().core(), known);
    }
    return known;
  }

  private List<Tables.Column> found(Input input) {
    FromItem item = input.item();
    if (input.lookup().isPresent()) {
      return input.lookup().get().columns();
    }
    if (!item.path().isEmpty() && !scope.isNamedQuery(item.path())) {
      Optional<Tables.Table> table = tables.find(item.path());
      if (table.isPresent()) {
        return table.get().columns();
      }
    }
    if (item.isLateral() && item.name().isPresent()) {
      Places.Span first = core(all.get(0).item());
      return ask(Sql.name(input.name()) + ".*", places.closed(first.and(places.of(item.node()))));
    }
    return ask("*", core(item));
  }

  /** An input without its alias, but with its brackets. */
  Places.Span core(FromItem item) {
    return item.isQuery() ? places.bracketed(item.core()) : places.of(item.core());
  }

  private static List<Tables.Column> renamed(FromItem item, List<Tables.Column> columns) {
    List<Tables.Column> renamed = new ArrayList<>(columns);
    for (int i = 0; i < Math.min(item.columnAliases().size(), columns.size()); i++) {
      SqlIdentifier alias = item.columnAliases().get(i);
      renamed.set(i, new Tables.Column(alias.getSimple(), columns.get(i).type()));
    }
    return renamed;
  }

  /**
   * The type of an expression over one side of a join; empty if Flink does not say.
   *
   * @param side without lookup tables that are joined by name
   */
  Optional<LogicalType> type(String expression, SqlNode side) {
    try {
      return Optional.of(ask(expression, span(side)).get(0).type());
    } catch (ScriptException e) {
      // It will say so of the whole statement, or the expression needs what is around it.
      return Optional.empty();
    }
  }

  /** The whole text of one side of a join, or of a FROM clause. */
  Places.Span span(SqlNode side) {
    List<Places.Span> parts = new ArrayList<>();
    for (FromItem item : FromItem.allOf(side)) {
      parts.add(core(item));
      parts.add(places.of(item.node()));
    }
    Joins.conditions(side).forEach(condition -> parts.add(places.of(condition)));
    return places.closed(parts.stream().reduce(Places.Span::and).orElseThrow());
  }

  private List<Tables.Column> ask(String list, Places.Span from) {
    Edits edits = new Edits();
    StringJoiner with = new StringJoiner(", ", "WITH ", " ").setEmptyValue("");
    for (SqlWithItem item : scope.with()) {
      StringJoiner names = new StringJoiner(", ", " (", ")").setEmptyValue("");
      if (item.columnList != null) {
        item.columnList.forEach(name -> names.add(Sql.name(((SqlIdentifier) name).getSimple())));
      }
      with.add(
          Sql.name(item.name.getSimple())
              + names
              + " AS ("
              + places.text(places.of(item.query))
              + ")");
    }
    edits.replace(statement.start(), from.start(), with + "SELECT " + list + " FROM ");
    edits.delete(from.end(), statement.end());
    for (Input input : all) {
      Places.Span span = places.of(input.item().core());
      if (input.lookup().isPresent() && span.start() >= from.start() && span.end() <= from.end()) {
        edits.replace(span.start(), span.end(), stub(input));
      }
    }
    return tables.columnsOf(statement.edited(edits));
  }

  /** What has the columns of a lookup table, to ask for types. */
  private static String stub(Input input) {
    LookupTable table = input.lookup().orElseThrow();
    StringJoiner columns = new StringJoiner(", ", "(SELECT ", ")");
    for (Tables.Column column : table.columns()) {
      columns.add(typedNull(column.name(), column));
      if (LookupTable.isParameter(column.name())
          && !table.hasColumn(LookupTable.plain(column.name()))) {
        columns.add(typedNull(LookupTable.plain(column.name()), column));
      }
    }
    return columns + (input.item().alias().isPresent() ? "" : " AS " + Sql.name(input.name()));
  }

  private static String typedNull(String name, Tables.Column column) {
    return "CAST(NULL AS " + Casts.sql(column.type()) + ") AS " + Sql.name(name);
  }
}
