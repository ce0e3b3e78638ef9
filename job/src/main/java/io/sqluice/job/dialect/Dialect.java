package io.sqluice.job.dialect;

import io.sqluice.job.dialect.kafka.KafkaTable;
import io.sqluice.job.dialect.lookup.LookupDefinition;
import io.sqluice.job.dialect.lookup.LookupJoins;
import io.sqluice.job.dialect.lookup.ParameterNames;
import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Translates the statements of a script into Flink's SQL. What Flink accepts keeps its meaning, and
 * reaches it as it is written.
 *
 * <p>Translation goes in passes, each of which gives a statement whose characters know their places
 * in the user's file: first the tokens, then the columns, then reserved words, then, with the
 * parser's tree, the joins with lookup tables.
 */
public final class Dialect {

  /** Behind the name of a table over which there is a view of that name. */
  public static final String SOURCE_SUFFIX = "__source";

  private final Tables tables;
  private final TableOptions options;

  /**
   * @param secrets what the script has defined so far
   */
  public Dialect(Tables tables, DefinedSecrets secrets) {
    this.tables = tables;
    this.options = new TableOptions(tables, secrets);
  }

  /**
   * What a statement comes to.
   *
   * @throws ScriptException if it is not a valid statement of the dialect, or if Flink does not
   *     take the query of a sink
   */
  public Translation translate(Statement statement) {
    Optional<DropStatement> drop = DropStatement.of(statement);
    if (drop.isPresent()) {
      return new Translation.Drop(drop.get());
    }
    Optional<ShowStatement> show = ShowStatement.of(statement);
    if (show.isPresent()) {
      return new Translation.Show(show.get());
    }
    Optional<CreateStatement> create = CreateStatement.of(statement);
    if (create.isPresent() && create.get().kind().equals("MATERIALIZED VIEW")) {
      throw new ScriptException(
          statement.problemAt(
              create.get().kindToken(),
              "materialized views are not there yet: use CREATE VIEW, and a sink for the rows that are to be kept"));
    }
    if (create.isPresent() && create.get().kind().equals("SINK")) {
      return new Translation.Flink(sink(tokens(statement)));
    }
    KafkaTable.Role role =
        create.isPresent() && create.get().kind().equals("SOURCE")
            ? KafkaTable.Role.SOURCE
            : KafkaTable.Role.TABLE;
    Statement normal = ViewForms.translate(tokens(statement));
    create = CreateStatement.of(normal);
    if (create.isPresent() && create.get().isTable()) {
      return new Translation.Flink(table(normal, create.get(), role));
    }
    return new Translation.Flink(List.of(query(normal)));
  }

  private Statement query(Statement statement) {
    Statement named = ReservedNames.quote(ParameterNames.quote(statement));
    return LookupJoins.translate(named, tables);
  }

  private List<Statement> table(Statement statement, CreateStatement create, KafkaTable.Role role) {
    requireName(statement, create);
    LookupDefinition.check(statement);
    int open = create.name().end();
    if (!statement.isSymbol(open, '(') || statement.closing(open) == statement.tokens().size()) {
      return List.of(options.translate(query(statement), role, List.of()));
    }
    List<Statement> translated =
        TriggerColumns.translate(statement, create, open).orElse(List.of(statement));
    List<Statement> finished = new ArrayList<>();
    for (Statement part : translated) {
      CreateStatement partly = CreateStatement.of(part).orElseThrow();
      if (partly.isTable()) {
        Edits edits = new Edits();
        ColumnList columns = ColumnList.at(part, partly.name().end());
        columns.translate(edits);
        finished.add(options.translate(query(part.edited(edits)), role, columns.names()));
      } else {
        finished.add(query(part));
      }
    }
    return finished;
  }

  private List<Statement> sink(Statement statement) {
    CreateStatement create = CreateStatement.of(statement).orElseThrow();
    requireName(statement, create);
    if (create.ifNotExists() && tables.find(create.name().path()).isPresent()) {
      return List.of();
    }
    CreateSink sink = CreateSink.of(statement, create);
    Statement query = query(sink.query());
    List<Tables.Column> columns = tables.columnsOf(query);
    requireNames(statement, columns);
    TableOptions.OfSink table =
        options.ofSink(statement, sink::keyToken, sink.options(), query, columns);
    return List.of(sink.table(columns, table.primaryKey(), table.options()), sink.insert(query));
  }

  private static void requireNames(Statement statement, List<Tables.Column> columns) {
    for (Tables.Column column : columns) {
      if (column.name().startsWith("EXPR$")) {
        throw new ScriptException(
            statement.problem(
                "a column of the sink's query has no name: give each expression one, as in COUNT(*) AS orders"));
      }
    }
  }

  private static void requireName(Statement statement, CreateStatement create) {
    if (create.name().isEmpty()) {
      throw new ScriptException(
          statement.problemAt(
              create.name().first(),
              "the name of the " + create.kind().toLowerCase(Locale.ROOT) + " is missing here"));
    }
  }

  /** What single tokens come to: literals, quotes, keywords and options. */
  private static Statement tokens(Statement statement) {
    Edits edits = new Edits();
    Literals.translate(statement, edits);
    Optional<CreateStatement> create = CreateStatement.of(statement);
    if (create.isPresent()) {
      if (create.get().kind().equals("SOURCE")) {
        replace(statement, create.get().kindToken(), "TABLE", edits);
      }
      if (statement.isWord(create.get().temporary(), "TEMP")) {
        replace(statement, create.get().temporary(), "TEMPORARY", edits);
      }
    }
    Statement literal = statement.edited(edits);
    Statement named = create.isEmpty() ? literal : literal.edited(optionEdits(literal));
    return named.edited(quotes(named));
  }

  private static Edits optionEdits(Statement statement) {
    return OptionList.of(statement).map(OptionList::edits).orElseGet(Edits::new);
  }

  /** Flink quotes names with backquotes alone, but for {@code U&"..."}. */
  private static Edits quotes(Statement statement) {
    Edits edits = new Edits();
    for (int i = 0; i < statement.tokens().size(); i++) {
      Token token = statement.tokens().get(i);
      boolean unicode = statement.isSymbol(i - 1, '&') && statement.isWord(i - 2, "U");
      if (token.kind() == Token.Kind.QUOTED_NAME
          && !unicode
          && statement.text(token.start(), token.start() + 1).equals("\"")) {
        edits.replace(token.start(), token.end(), Sql.name(statement.value(token)));
      }
    }
    return edits;
  }

  private static void replace(Statement statement, int index, String text, Edits edits) {
    Token token = statement.tokens().get(index);
    edits.replace(token.start(), token.end(), text);
  }
}
