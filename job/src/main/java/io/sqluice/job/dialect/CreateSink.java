package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code CREATE SINK name FROM table | (query) | AS query WITH (...)}: a table with the columns of
 * the query, and an INSERT into it.
 */
final class CreateSink {

  private static final String FORM =
      "write CREATE SINK name FROM table WITH (...), or FROM (query), or AS query";

  private final Statement statement;
  private final CreateStatement create;
  private final OptionList options;
  private final int from;
  private final int to;
  private final String conflict;

  private CreateSink(
      Statement statement,
      CreateStatement create,
      OptionList options,
      int from,
      int to,
      String conflict) {
    this.statement = statement;
    this.create = create;
    this.options = options;
    this.from = from;
    this.to = to;
    this.conflict = conflict;
  }

  /**
   * @throws ScriptException if the statement has no query or no options
   */
  static CreateSink of(Statement statement, CreateStatement create) {
    requireClosedBrackets(statement);
    OptionList options =
        OptionList.of(statement)
            .orElseThrow(
                () ->
                    new ScriptException(
                        statement.problemAt(
                            statement.tokens().size(),
                            "CREATE SINK has no options that say where the rows go: add WITH (connector = 'kafka',"
                                + " ...)")));
    requireName(statement, create);
    int first = create.name().end();
    int end = statement.tokens().size();
    int with = index(statement, options.start());
    int behindOptions = index(statement, options.end());
    if (with == first) {
      first = behindOptions;
    } else {
      end = with;
    }
    if (statement.isSymbol(first, '(')
        && (statement.isWord(statement.closing(first) + 1, "FROM")
            || statement.isWord(statement.closing(first) + 1, "AS"))) {
      throw new ScriptException(
          statement.problemAt(
              first, "a sink has the columns of its query: take the list of columns out"));
    }
    if (first >= end || !(statement.isWord(first, "FROM") || startsQuery(statement, first))) {
      throw new ScriptException(
          statement.problemAt(first, "the query of the sink is missing here: " + FORM));
    }
    int conflict = conflict(statement, first, statement.tokens().size());
    String clause = "";
    if (conflict >= 0) {
      int last = conflict < end ? end : statement.tokens().size();
      clause =
          " "
              + statement.text(
                  statement.tokens().get(conflict).start(), statement.tokens().get(last - 1).end());
      end = Math.min(end, conflict);
    }
    if (conflict < 0 && end == with && behindOptions < statement.tokens().size()) {
      throw new ScriptException(
          statement.problemAt(
              behindOptions, "nothing but ON CONFLICT may stand behind the options: " + FORM));
    }
    return new CreateSink(statement, create, options, first, end, clause);
  }

  private static void requireClosedBrackets(Statement statement) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (statement.isSymbol(i, '(') && statement.closing(i) == statement.tokens().size()) {
        throw new ScriptException(
            statement.problemAt(i, "the bracket that opens here is not closed: add )"));
      }
    }
  }

  /** The first word of what follows is no name. */
  private static void requireName(Statement statement, CreateStatement create) {
    int name = create.name().first();
    if (statement.isWord(name, "FROM")
        || statement.isWord(name, "AS")
        || (statement.isWord(name, "WITH") && statement.isSymbol(name + 1, '('))) {
      throw new ScriptException(
          statement.problemAt(name, "the name of the sink is missing here: " + FORM));
    }
  }

  private static boolean startsQuery(Statement statement, int token) {
    return statement.isWord(token, "AS")
        || statement.isWord(token, "SELECT")
        || statement.isWord(token, "WITH")
        || statement.isSymbol(token, '(');
  }

  /** The index of ON CONFLICT; -1 if there is none. */
  private static int conflict(Statement statement, int first, int end) {
    return statement
        .outer(first, end)
        .filter(i -> statement.isWord(i, "ON") && statement.isWord(i + 1, "CONFLICT"))
        .findFirst()
        .orElse(-1);
  }

  private static int index(Statement statement, int offset) {
    int i = 0;
    while (i < statement.tokens().size() && statement.tokens().get(i).start() < offset) {
      i++;
    }
    return i;
  }

  /** The query as a statement by itself. */
  Statement query() {
    Edits edits = new Edits();
    int first = from;
    String select = "";
    if (statement.isWord(from, "AS")) {
      first++;
      select = statement.isWord(first, "FROM") ? "SELECT * " : "";
    } else if (statement.isWord(from, "FROM")) {
      first++;
      boolean query =
          statement.isWord(first, "SELECT")
              || statement.isWord(first, "WITH")
              || (statement.isSymbol(first, '(') && statement.closing(first) == to - 1);
      select = query ? "" : "SELECT * FROM ";
    }
    if (first >= to) {
      throw new ScriptException(
          statement.problemAt(first, "the query of the sink is missing here: " + FORM));
    }
    int last = to - 1;
    while (statement.isSymbol(first, '(') && statement.closing(first) == last && first + 1 < last) {
      first++;
      last--;
    }
    edits.replace(statement.start(), statement.tokens().get(first).start(), select);
    edits.delete(statement.tokens().get(last).end(), statement.end());
    return statement.edited(edits);
  }

  /** The options as they are written. */
  Map<String, String> options() {
    return options.values();
  }

  /** The token of an option's key, for problems with it. */
  int keyToken(String key) {
    return options.keyToken(key);
  }

  /**
   * The table.
   *
   * @param columns of the query
   * @param key its primary key; empty for none
   * @param wanted its options
   */
  Statement table(List<Tables.Column> columns, List<String> key, Map<String, String> wanted) {
    StringJoiner list = new StringJoiner(", ", " (", ") ");
    for (Tables.Column column : columns) {
      list.add(Sql.name(column.name()) + " " + column.type().copy(true).asSummaryString());
    }
    if (!key.isEmpty()) {
      list.add(
          "PRIMARY KEY ("
              + String.join(", ", key.stream().map(Sql::name).toList())
              + ") NOT ENFORCED");
    }
    String head =
        "CREATE "
            + (create.temporary() >= 0 ? "TEMPORARY " : "")
            + "TABLE "
            + (create.ifNotExists() ? "IF NOT EXISTS " : "")
            + create.name().sql()
            + list;
    Edits edits = options.edits(wanted);
    edits.replace(statement.start(), options.start(), head);
    edits.delete(options.end(), statement.end());
    return statement.edited(edits);
  }

  /**
   * The INSERT.
   *
   * @param query what {@link #query()} was translated to
   */
  Statement insert(Statement query) {
    return query.edited(
        new Edits()
            .insert(query.start(), "INSERT INTO " + create.name().sql() + " ")
            .insert(query.end(), conflict));
  }
}
