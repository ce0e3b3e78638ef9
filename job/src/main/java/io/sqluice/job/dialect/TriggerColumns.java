package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns made of {@code TRIGGER_TIME()} and {@code TRIGGER_EPOCH_TIME()}, which a polled table has
 * as metadata.
 *
 * <p>A column that is nothing but one of them becomes a metadata column, with which others reckon.
 * Where there is none that loses nothing, the table has a hidden one, and a view of the table's
 * name lies over it and does not show that.
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
  }

  /** The same time as an instant, which needs no time zone to become a column of that kind. */
  private static final String INSTANT_KEY = "trigger-time";

  private static final Set<String> INSTANTS = Set.of("TIMESTAMP_LTZ", "TIMESTAMPTZ");

  /** Types that lose nothing of a fire time, if no precision says otherwise. */
  private static final Set<String> EXACT =
      Set.of("TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_US", "TIMESTAMP_NS", "DATETIME", "BIGINT");

  private final Statement statement;
  private final CreateStatement create;
  private final ColumnList columns;
  private final List<GeneratedColumn> generated;

  /** Flink takes one column from a metadata key. */
  private final Map<Function, GeneratedColumn> declared = new EnumMap<>(Function.class);

  private final List<GeneratedColumn> instants;

  private TriggerColumns(Statement statement, CreateStatement create, ColumnList columns) {
    this.statement = statement;
    this.create = create;
    this.columns = columns;
    this.generated = columns.generated();
    this.instants =
        generated.stream()
            .filter(column -> isAlone(column, Function.TRIGGER_TIME))
            .filter(column -> INSTANTS.contains(firstTypeWord(column)))
            .toList();
  }

  /**
   * The table, and the view over it if it takes one; empty if no column calls the functions. The
   * columns of the table are otherwise left as they are.
   */
  static Optional<List<Statement>> translate(
      Statement statement, CreateStatement create, int open) {
    TriggerColumns columns = new TriggerColumns(statement, create, ColumnList.at(statement, open));
    boolean any =
        Arrays.stream(Function.values()).anyMatch(function -> !columns.callers(function).isEmpty());
    return any ? Optional.of(columns.translate()) : Optional.empty();
  }

  private List<GeneratedColumn> callers(Function function) {
    return generated.stream().filter(column -> column.calls(function.name())).toList();
  }

  private List<Statement> translate() {
    List<Function> hidden = new ArrayList<>();
    for (Function function : Function.values()) {
      List<GeneratedColumn> callers = new ArrayList<>(callers(function));
      if (function == Function.TRIGGER_TIME) {
        callers.removeAll(instants);
      }
      List<GeneratedColumn> alone =
          callers.stream().filter(column -> isAlone(column, function)).toList();
      Optional<GeneratedColumn> best = alone.stream().filter(this::isExact).findFirst();
      if (best.isEmpty() && callers.size() == 1) {
        best = alone.stream().findFirst();
      }
      best.ifPresent(column -> declared.put(function, column));
      if (best.isEmpty() && !callers.isEmpty()) {
        hidden.add(function);
      }
    }
    if (!hidden.isEmpty()) {
      requireAllColumns();
    }
    Statement table = withoutCalls(statement.edited(tableEdits(hidden)));
    return hidden.isEmpty() ? List.of(table) : List.of(table, view());
  }

  /** The view names the columns, so that they have to be there. */
  private void requireAllColumns() {
    for (int i = columns.end(); i < statement.tokens().size(); i++) {
      if (statement.isWord(i, "LIKE")) {
        throw new ScriptException(
            statement.problemAt(
                i,
                "a table with columns computed from TRIGGER_TIME() cannot take others from another table: write all"
                    + " its columns"));
      }
    }
  }

  /** Whether a column is one of the functions and nothing else. */
  private boolean isAlone(GeneratedColumn column, Function function) {
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

  private boolean isExact(GeneratedColumn column) {
    int precision = ColumnList.typeStart(statement, item(column)) + 1;
    boolean few =
        statement.isSymbol(precision, '(')
            && List.of("0", "1", "2")
                .contains(statement.value(statement.tokens().get(precision + 1)));
    return EXACT.contains(firstTypeWord(column)) && !few;
  }

  private String firstTypeWord(GeneratedColumn column) {
    Token type = statement.tokens().get(ColumnList.typeStart(statement, item(column)));
    return statement.value(type).toUpperCase(Locale.ROOT);
  }

  private Edits tableEdits(List<Function> hidden) {
    Edits edits = new Edits();
    declared.forEach((function, column) -> metadata(column, function.key, edits));
    for (GeneratedColumn column : instants) {
      if (column.equals(instants.get(0))) {
        metadata(column, INSTANT_KEY, edits);
      } else {
        edits.replace(
            column.start(), column.endOffset(), "(" + Sql.name(instants.get(0).columnName()) + ")");
      }
    }
    if (!hidden.isEmpty()) {
      ObjectName name = create.name();
      edits.replace(
          statement.tokens().get(name.first()).start(),
          statement.tokens().get(name.end() - 1).end(),
          name.sibling(tableName()));
    }
    for (Function function : hidden) {
      edits.insert(
          statement.tokens().get(columns.items().get(0).first()).start(),
          Sql.name(function.hidden) + " " + function.type + metadataClause(function.key) + ", ");
    }
    return edits;
  }

  private void metadata(GeneratedColumn column, String key, Edits edits) {
    int type = ColumnList.typeStart(statement, item(column));
    edits.replace(
        statement.tokens().get(type).start(),
        statement.tokens().get(column.itemEnd() - 1).end(),
        column.type() + metadataClause(key));
  }

  private static String metadataClause(String key) {
    return " METADATA FROM " + Sql.literal(key) + " VIRTUAL";
  }

  private ColumnList.Item item(GeneratedColumn column) {
    return columns.items().stream()
        .filter(item -> item.first() == column.name())
        .findFirst()
        .orElseThrow();
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

  /** The view that has the table's columns but for the hidden ones. */
  private Statement view() {
    String view =
        "CREATE "
            + (create.temporary() >= 0 ? "TEMPORARY " : "")
            + "VIEW "
            + (create.ifNotExists() ? "IF NOT EXISTS " : "")
            + create.name().sql()
            + " AS SELECT "
            + String.join(", ", columns.names().stream().map(Sql::name).toList())
            + " FROM "
            + create.name().sibling(tableName());
    return statement.edited(new Edits().replace(statement.start(), statement.end(), view));
  }
}
