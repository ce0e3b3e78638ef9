package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The columns and constraints of a CREATE TABLE, {@code (a INT, b INT AS (a + 1), ...)}. */
final class ColumnList {

  /** After which an angle bracket opens the arguments of a type. */
  private static final Set<String> GENERIC_TYPES =
      Set.of("ARRAY", "MAP", "ROW", "MULTISET", "RAW", "STRUCTURED", "STRUCT");

  /** What may follow the type of a column. */
  private static final Set<String> AFTER_TYPE =
      Set.of(
          "NOT",
          "NULL",
          "AS",
          "METADATA",
          "COMMENT",
          "PRIMARY",
          "UNIQUE",
          "CONSTRAINT",
          "GENERATED",
          "DEFAULT",
          "CHECK",
          "REFERENCES",
          "COLLATE",
          "VIRTUAL",
          "STORED");

  /** What stands between two commas. */
  record Item(int first, int end) {}

  private final Statement statement;
  private final int open;
  private final int close;
  private final List<Item> items = new ArrayList<>();

  private ColumnList(Statement statement, int open, int close) {
    this.statement = statement;
    this.open = open;
    this.close = close;
  }

  /**
   * The list that a bracket opens.
   *
   * @param open index of the bracket, which is closed
   */
  static ColumnList at(Statement statement, int open) {
    ColumnList list = new ColumnList(statement, open, statement.closing(open));
    list.split();
    return list;
  }

  List<Item> items() {
    return items;
  }

  /** The index behind the bracket that closes the list. */
  int end() {
    return close + 1;
  }

  /** The names of the columns. */
  List<String> names() {
    return items.stream().filter(this::isColumn).map(this::name).toList();
  }

  /** The types that the columns are declared with. */
  List<Item> types() {
    return items.stream()
        .filter(this::isColumn)
        .map(item -> new Item(typeStart(statement, item), typeEnd(item)))
        .toList();
  }

  /** The name of a column, without quotes. */
  String name(Item item) {
    return statement.isSymbol(item.first(), '$')
        ? "$" + statement.value(statement.tokens().get(item.first() + 1))
        : statement.value(statement.tokens().get(item.first()));
  }

  /** The columns that are computed from others, in order. */
  List<GeneratedColumn> generated() {
    return items.stream()
        .filter(this::isColumn)
        .map(item -> GeneratedColumn.of(statement, item))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What makes the list one that Flink takes. */
  void translate(Edits edits) {
    if (statement.isSymbol(close - 1, ',') && close - 1 > open) {
      Token comma = statement.tokens().get(close - 1);
      edits.delete(comma.start(), comma.end());
    }
    List<GeneratedColumn> generated = new ArrayList<>();
    for (Item item : items) {
      int key = primaryKey(item);
      if (key >= 0) {
        notEnforced(item, key, edits);
      }
      if (isColumn(item)) {
        Optional<GeneratedColumn> column = GeneratedColumn.of(statement, item);
        if (column.isPresent()) {
          column.get().translate(generated, edits);
          generated.add(column.get());
        } else {
          TypeNames.translate(statement, typeStart(statement, item), typeEnd(item), edits);
        }
      }
    }
  }

  private void split() {
    int depth = 0;
    int angles = 0;
    int first = open + 1;
    for (int i = open + 1; i < close; i++) {
      if (statement.isSymbol(i, '(')) {
        depth++;
      } else if (statement.isSymbol(i, ')')) {
        depth--;
      } else if (depth == 0 && statement.isSymbol(i, '<') && isGenericType(i - 1)) {
        angles++;
      } else if (depth == 0 && statement.isSymbol(i, '>') && angles > 0) {
        angles--;
      } else if (depth == 0 && angles == 0 && statement.isSymbol(i, ',')) {
        add(first, i);
        first = i + 1;
      }
    }
    add(first, close);
  }

  private void add(int first, int end) {
    if (first < end) {
      items.add(new Item(first, end));
    }
  }

  private boolean isGenericType(int token) {
    return GENERIC_TYPES.stream().anyMatch(type -> statement.isWord(token, type));
  }

  /** Whether an item declares a column, and not a key or a watermark. */
  boolean isColumn(Item item) {
    int first = item.first();
    boolean constraint =
        (statement.isWord(first, "PRIMARY") && statement.isWord(first + 1, "KEY"))
            || (statement.isWord(first, "UNIQUE") && statement.isSymbol(first + 1, '('))
            || (statement.isWord(first, "WATERMARK") && statement.isWord(first + 1, "FOR"))
            || (statement.isWord(first, "CONSTRAINT") && primaryKey(item) >= 0);
    return !constraint;
  }

  /** The index of PRIMARY in an item; -1 if it declares no key. */
  private int primaryKey(Item item) {
    return statement
        .outer(item.first(), item.end() - 1)
        .filter(i -> statement.isWord(i, "PRIMARY") && statement.isWord(i + 1, "KEY"))
        .findFirst()
        .orElse(-1);
  }

  /** Flink wants to be told that it does not watch over a key. */
  private void notEnforced(Item item, int key, Edits edits) {
    int behind = key + 2;
    if (statement.isSymbol(behind, '(')) {
      behind = statement.closing(behind) + 1;
    }
    boolean said =
        statement.isWord(behind, "ENFORCED")
            || (statement.isWord(behind, "NOT") && statement.isWord(behind + 1, "ENFORCED"));
    if (!said) {
      edits.insert(statement.tokens().get(Math.min(behind, item.end()) - 1).end(), " NOT ENFORCED");
    }
  }

  /** The index of a column's first token behind its name, which may begin with a dollar sign. */
  static int typeStart(Statement statement, Item item) {
    return item.first() + (statement.isSymbol(item.first(), '$') ? 2 : 1);
  }

  /** The index behind a column's type. */
  private int typeEnd(Item item) {
    return typeEnd(statement, item);
  }

  static int typeEnd(Statement statement, Item item) {
    int depth = 0;
    for (int i = typeStart(statement, item); i < item.end(); i++) {
      if (statement.isSymbol(i, '(') || statement.isSymbol(i, '<')) {
        depth++;
      } else if (statement.isSymbol(i, ')') || statement.isSymbol(i, '>')) {
        depth--;
      } else if (depth <= 0
          && statement.tokens().get(i).kind() == Token.Kind.WORD
          && AFTER_TYPE.stream().anyMatch(isWord(statement, i))) {
        return i;
      }
    }
    return item.end();
  }

  private static Predicate<String> isWord(Statement statement, int token) {
    return word -> statement.isWord(token, word);
  }
}
