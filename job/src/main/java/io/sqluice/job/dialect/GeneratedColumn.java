package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column that is computed from others: {@code name TYPE AS (expression)}, or as Flink has it,
 * {@code name AS expression}.
 *
 * @param name index of the token that names it
 * @param typeEnd index behind its type; that behind its name if it has none
 * @param first index of the expression's first token, brackets included
 * @param end index behind the expression's last token
 * @param itemEnd index behind what says how the column is kept, before its comment
 */
record GeneratedColumn(
    Statement statement, int name, int typeEnd, int first, int end, int itemEnd) {

  /** Flink computes when it reads, whatever these say. */
  private static final Set<String> KEPT = Set.of("STORED", "VIRTUAL", "PERSISTED");

  /** The column that an item of a column list declares, if it is computed. */
  static Optional<GeneratedColumn> of(Statement statement, ColumnList.Item item) {
    int type = ColumnList.typeStart(statement, item);
    int typeEnd = ColumnList.typeEnd(statement, item);
    int as = typeEnd;
    if (statement.isWord(as, "NOT") && statement.isWord(as + 1, "NULL")) {
      as += 2;
    }
    if (statement.isWord(as, "GENERATED") && statement.isWord(as + 1, "ALWAYS")) {
      as += 2;
    }
    if (as + 1 >= item.end() || !statement.isWord(as, "AS")) {
      return Optional.empty();
    }
    int comment = comment(statement, as + 1, item.end());
    int end = comment;
    while (KEPT.contains(
        statement.value(statement.tokens().get(end - 1)).toUpperCase(Locale.ROOT))) {
      end--;
    }
    return Optional.of(new GeneratedColumn(statement, item.first(), typeEnd, as + 1, end, comment));
  }

  /** The index of the COMMENT behind an expression; that behind the item if there is none. */
  private static int comment(Statement statement, int first, int end) {
    return end - 2 > first
            && statement.isWord(end - 2, "COMMENT")
            && statement.tokens().get(end - 1).kind() == Token.Kind.STRING
        ? end - 2
        : end;
  }

  /** Its name without quotes. */
  String columnName() {
    return statement.value(statement.tokens().get(nameToken()));
  }

  private int nameToken() {
    return statement.isSymbol(name, '$') ? name + 1 : name;
  }

  boolean isTyped() {
    return typeEnd > nameToken() + 1;
  }

  /** Whether the expression calls a function. */
  boolean calls(String function) {
    for (int i = first; i < end; i++) {
      if (statement.isWord(i, function) && statement.isSymbol(i + 1, '(')) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes it one that Flink takes: a cast in the place of a type, and the expressions of other
   * computed columns in the place of their names. One that has no type is Flink's own, and stays.
   *
   * @param earlier the computed columns before it
   */
  void translate(List<GeneratedColumn> earlier, Edits edits) {
    if (isTyped()) {
      Token as = statement.tokens().get(first - 1);
      edits.delete(statement.tokens().get(nameToken() + 1).start(), as.start());
      edits.insert(start(), "CAST(");
      edits.insert(endOffset(), " AS " + type() + ")");
      if (itemEnd > end) {
        edits.delete(endOffset(), statement.tokens().get(itemEnd - 1).end());
      }
    }
    for (int i = first; i < end && isTyped(); i++) {
      Optional<GeneratedColumn> meant = meantBy(i, earlier);
      if (meant.isPresent()) {
        Token token = statement.tokens().get(i);
        edits.replace(token.start(), token.end(), meant.get().expression(earlier));
      }
    }
  }

  /** The column's value as an expression of columns that are not computed. */
  String expression(List<GeneratedColumn> earlier) {
    StringBuilder text = new StringBuilder();
    int offset = start();
    for (int i = first; i < end; i++) {
      Optional<GeneratedColumn> meant = meantBy(i, earlier);
      if (meant.isPresent() && !meant.get().equals(this)) {
        Token token = statement.tokens().get(i);
        text.append(statement.text(offset, token.start()))
            .append(meant.get().expression(before(meant.get(), earlier)));
        offset = token.end();
      }
    }
    text.append(statement.text(offset, endOffset()));
    return isTyped() ? "CAST(" + text + " AS " + type() + ")" : "(" + text + ")";
  }

  private static List<GeneratedColumn> before(
      GeneratedColumn column, List<GeneratedColumn> earlier) {
    return earlier.subList(0, Math.max(0, earlier.indexOf(column)));
  }

  private Optional<GeneratedColumn> meantBy(int token, List<GeneratedColumn> columns) {
    Token.Kind kind = statement.tokens().get(token).kind();
    if ((kind != Token.Kind.WORD && kind != Token.Kind.QUOTED_NAME)
        || statement.isSymbol(token + 1, '(')
        || statement.isSymbol(token - 1, '.')
        || statement.isSymbol(token - 1, '$')
        || isOtherSyntax(token)) {
      return Optional.empty();
    }
    String word = statement.value(statement.tokens().get(token));
    return columns.stream().filter(column -> column.columnName().equals(word)).findFirst();
  }

  /** A type behind AS, or a unit of time as in {@code EXTRACT(HOUR FROM ts)}. */
  private boolean isOtherSyntax(int token) {
    return statement.isWord(token - 1, "AS")
        || statement.isWord(token + 1, "FROM")
        || statement.isWord(token - 2, "INTERVAL");
  }

  /** The type as Flink names it. */
  String type() {
    Edits names = new Edits();
    TypeNames.translate(statement, nameToken() + 1, typeEnd, names);
    int from = statement.tokens().get(nameToken() + 1).start();
    return statement.text(from, statement.tokens().get(typeEnd - 1).end(), names);
  }

  /** The offset of the expression. */
  int start() {
    return statement.tokens().get(first).start();
  }

  /** The offset behind the expression. */
  int endOffset() {
    return statement.tokens().get(end - 1).end();
  }
}
