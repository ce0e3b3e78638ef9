package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns made of {@code TRIGGER_TIME()} and {@code TRIGGER_EPOCH_TIME()}, which a polled table has
 * as metadata.
 *
 * <p>A column that is nothing but one of them becomes a metadata column. One that reckons with a
 * function that no such column has goes into a view over the table, so that the metadata column it
 * takes does not show.
 */
final class TriggerColumns {

  private enum Function {
    TRIGGER_TIME("trigger-time-utc", "TIMESTAMP(3)", "__trigger_time"),
    TRIGGER_EPOCH_TIME("trigger-epoch-ms", "BIGINT", "__trigger_epoch_ms");

    private final String key;
    private final String type;
    private final String hidden;

    Function(String key, String type, String hidden) {
      this.key = key;
      this.type = type;
      this.hidden = hidden;
    }

    String metadata() {
      return " METADATA FROM " + Sql.literal(key) + " VIRTUAL";
    }
  }

  /** Flink takes one column from a metadata key; these lose nothing of a fire time. */
  private static final Set<String> EXACT =
      Set.of("TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_US", "TIMESTAMP_NS", "DATETIME", "BIGINT");

  private final Statement statement;
  private final CreateStatement create;
  private final ColumnList columns;
  private final List<GeneratedColumn> generated;
  private final Map<Function, GeneratedColumn> declared = new HashMap<>();

  private TriggerColumns(Statement statement, CreateStatement create, ColumnList columns) {
    this.statement = statement;
    this.create = create;
    this.columns = columns;
    this.generated = columns.generated();
  }

  /**
   * The table, and the view over it if it takes one; empty if no column calls the functions. The
   * columns of the table are otherwise left as they are.
   */
  static Optional<List<Statement>> translate(
      Statement statement, CreateStatement create, int open) {
    TriggerColumns columns = new TriggerColumns(statement, create, ColumnList.at(statement, open));
    return columns.generated.stream().anyMatch(TriggerColumns::callsAny)
        ? Optional.of(columns.translate())
        : Optional.empty();
  }

  private static boolean callsAny(GeneratedColumn column) {
    return List.of(Function.values()).stream().anyMatch(function -> column.calls(function.name()));
  }

  private List<Statement> translate() {
    for (Function function : Function.values()) {
      List<GeneratedColumn> alone =
          generated.stream().filter(column -> isAlone(column, function)).toList();
      alone.stream()
          .filter(column -> EXACT.contains(firstTypeWord(column)))
          .findFirst()
          .or(() -> alone.stream().findFirst())
          .ifPresent(column -> declared.put(function, column));
    }
    List<GeneratedColumn> moved = new ArrayList<>();
    for (GeneratedColumn column : generated) {
      if (!declared.containsValue(column) && needsHidden(column, moved)) {
        moved.add(column);
      }
    }
    Statement table = withoutCalls(statement.edited(tableEdits(moved)));
    return moved.isEmpty() ? List.of(table) : List.of(table, withoutCalls(view(moved)));
  }

  /** Whether a column is one of the functions and nothing else. */
  private static boolean isAlone(GeneratedColumn column, Function function) {
    Statement statement = column.statement();
    int first = column.first();
    int end = column.end();
    while (statement.isSymbol(first, '(') && statement.closing(first) == end - 1) {
      first++;
      end--;
    }
    return column.isTyped()
        && end - first == 3
        && statement.isWord(first, function.name())
        && statement.isSymbol(first + 1, '(')
        && statement.isSymbol(first + 2, ')');
  }

  private String firstTypeWord(GeneratedColumn column) {
    Token type = statement.tokens().get(ColumnList.typeStart(statement, item(column)));
    return statement.value(type).toUpperCase(Locale.ROOT);
  }

  private boolean needsHidden(GeneratedColumn column, List<GeneratedColumn> moved) {
    for (Function function : Function.values()) {
      if (column.calls(function.name()) && !declared.containsKey(function)) {
        return true;
      }
    }
    return moved.stream().anyMatch(other -> column.mentions(other));
  }

  private Edits tableEdits(List<GeneratedColumn> moved) {
    Edits edits = new Edits();
    if (!moved.isEmpty()) {
      ObjectName name = create.name();
      edits.replace(
          statement.tokens().get(name.first()).start(),
          statement.tokens().get(name.end() - 1).end(),
          name.sibling(tableName()));
    }
    for (GeneratedColumn column : generated) {
      Optional<Function> metadata = metadata(column);
      if (metadata.isPresent()) {
        int type = ColumnList.typeStart(statement, item(column));
        edits.replace(
            statement.tokens().get(type).start(),
            statement.tokens().get(column.itemEnd() - 1).end(),
            column.type() + metadata.get().metadata());
      } else if (moved.contains(column)) {
        remove(item(column), edits);
      }
    }
    for (Function function : Function.values()) {
      if (!declared.containsKey(function)
          && moved.stream().anyMatch(column -> column.calls(function.name()))) {
        ColumnList.Item first = columns.items().get(0);
        edits.insert(
            statement.tokens().get(first.first()).start(),
            Sql.name(function.hidden) + " " + function.type + function.metadata() + ", ");
      }
    }
    return edits;
  }

  private Optional<Function> metadata(GeneratedColumn column) {
    return declared.entrySet().stream()
        .filter(entry -> entry.getValue().equals(column))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private ColumnList.Item item(GeneratedColumn column) {
    return columns.items().stream()
        .filter(item -> item.first() == column.name())
        .findFirst()
        .orElseThrow();
  }

  /** With the comma behind it. */
  private void remove(ColumnList.Item item, Edits edits) {
    boolean comma = statement.isSymbol(item.end(), ',');
    int behind = comma ? item.end() + 1 : item.end();
    if (statement.isSymbol(behind, ')')) {
      // The comma before it is then one behind the last column, which may be there.
      edits.delete(
          statement.tokens().get(item.first() - 1).end(), statement.tokens().get(behind - 1).end());
    } else {
      edits.delete(
          statement.tokens().get(item.first()).start(), statement.tokens().get(behind).start());
    }
  }

  /** Puts metadata columns in the place of the functions. */
  private Statement withoutCalls(Statement translated) {
    Edits edits = new Edits();
    for (Function function : Function.values()) {
      for (int i = 0; i < translated.tokens().size(); i++) {
        if (translated.isWord(i, function.name())
            && translated.isSymbol(i + 1, '(')
            && translated.isSymbol(i + 2, ')')) {
          edits.replace(
              translated.tokens().get(i).start(),
              translated.tokens().get(i + 2).end(),
              columnOf(function));
        }
      }
    }
    return translated.edited(edits);
  }

  private String columnOf(Function function) {
    GeneratedColumn column = declared.get(function);
    return Sql.name(column == null ? function.hidden : column.columnName());
  }

  private String tableName() {
    return create.name().last() + Dialect.SOURCE_SUFFIX;
  }

  /** The view, in which the user's expressions keep their places. */
  private Statement view(List<GeneratedColumn> moved) {
    Edits edits = new Edits();
    StringBuilder text =
        new StringBuilder("CREATE ")
            .append(create.temporary() >= 0 ? "TEMPORARY " : "")
            .append("VIEW ")
            .append(create.ifNotExists() ? "IF NOT EXISTS " : "")
            .append(create.name().sql())
            .append(" AS SELECT ");
    int offset = statement.start();
    boolean first = true;
    for (ColumnList.Item item : columns.items()) {
      if (!columns.isColumn(item)) {
        continue;
      }
      text.append(first ? "" : ", ");
      first = false;
      Optional<GeneratedColumn> column =
          moved.stream().filter(candidate -> candidate.name() == item.first()).findFirst();
      if (column.isEmpty()) {
        text.append(Sql.name(columns.name(item)));
        continue;
      }
      text.append(column.get().isTyped() ? "CAST(" : "");
      edits.replace(offset, column.get().start(), text.toString());
      text.setLength(0);
      column.get().inline(moved.subList(0, moved.indexOf(column.get())), edits);
      offset = column.get().endOffset();
      text.append(column.get().isTyped() ? " AS " + column.get().type() + ")" : "")
          .append(" AS ")
          .append(Sql.name(column.get().columnName()));
    }
    text.append(" FROM ").append(create.name().sibling(tableName()));
    return statement.edited(edits.replace(offset, statement.end(), text.toString()));
  }
}
