package io.sqluice.job.script;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The calls of {@code DUCKDB} in a script. Flink knows their state again by a {@code uid}, which
 * must be there once a job has several, and which calls without one are given here.
 *
 * <p>It is made of what a call is for (its view, the table it is written to, or the number of its
 * SELECT) and of the arguments that say what its state is. So it stays while queries, sizes and
 * other statements change, and calls in views that are read twice have one, as they run once.
 */
public final class BatchCalls {

  /** The function whose calls these are. */
  public static final String FUNCTION = "DUCKDB";

  private static final String UID = "uid";

  /** Arguments whose presence tells one kind of state from another. */
  private static final List<String> KINDS =
      List.of("size", "duration", "relaxed", "batch_by", "on_time");

  /** What a statement with a query may create besides views. */
  private static final List<String> CREATED = List.of("TABLE", "SINK");

  private static final List<String> BEFORE_NAME = List.of("VIEW", "INTO", "OVERWRITE");

  private final List<Statement> statements;
  private final Set<String> uids = new HashSet<>();
  private final Edits insertions = new Edits();

  private BatchCalls(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * The script with a {@code uid} in each call that has names for its arguments and none for this.
   *
   * @throws ScriptException if a quote or a comment is not closed
   */
  static ScriptText identified(ScriptText script) {
    return script.edited(
        0, script.text().length(), new BatchCalls(StatementSplitter.split(script)).insertions());
  }

  /** Whether a script has one. */
  public static boolean anyIn(Script script) {
    return script.statements().stream()
        .anyMatch(statement -> !FunctionCall.of(statement, FUNCTION).isEmpty());
  }

  private Edits insertions() {
    statements.forEach(this::noteGivenUids);
    int selects = 0;
    for (Statement statement : statements) {
      if (isSelect(statement)) {
        selects++;
      }
      for (FunctionCall call : FunctionCall.of(statement, FUNCTION)) {
        if (call.isNamed() && !names(statement, call).contains(UID)) {
          String uid = unique(uid(statement, call, selects));
          insertions.insert(call.close().start(), ", " + UID + " => '" + uid + "'");
        }
      }
    }
    return insertions;
  }

  /** Those of other functions too: they share a job. */
  private void noteGivenUids(Statement statement) {
    for (int i = 0; i + 3 < statement.tokens().size(); i++) {
      if (statement.value(statement.tokens().get(i)).equals(UID)
          && statement.isSymbol(i + 1, '=')
          && statement.isSymbol(i + 2, '>')) {
        uids.add(statement.value(statement.tokens().get(i + 3)));
      }
    }
  }

  private String unique(String uid) {
    String unique = uid;
    for (int number = 2; !uids.add(unique); number++) {
      unique = uid + "-" + number;
    }
    return unique;
  }

  private static String uid(Statement statement, FunctionCall call, int selects) {
    Set<String> names = names(statement, call);
    String kind = KINDS.stream().filter(names::contains).collect(Collectors.joining("-"));
    String uid = "duckdb-" + purpose(statement, call, selects) + "-" + kind;
    return uid.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private static Set<String> names(Statement statement, FunctionCall call) {
    return call.arguments().stream()
        .filter(argument -> argument.name() != null)
        .map(argument -> statement.value(argument.name()))
        .collect(Collectors.toSet());
  }

  /** The name of the view or table that the statement, up to the call, says it makes or writes. */
  private static String purpose(Statement statement, FunctionCall call, int selects) {
    String purpose =
        isSelect(statement) ? "select-" + selects : word(statement, 0).toLowerCase(Locale.ROOT);
    boolean created = statement.startsWith("CREATE");
    int depth = 0;
    for (int i = 0; statement.tokens().get(i).start() < call.name().start(); i++) {
      if (FunctionCall.opens(statement, i)) {
        depth++;
      } else if (FunctionCall.closes(statement, i)) {
        depth--;
      } else if (depth == 0) {
        String word = word(statement, i);
        if (BEFORE_NAME.contains(word) || (created && CREATED.contains(word))) {
          purpose = nameBehind(statement, i);
        }
        created &= !word.equals("AS");
      }
    }
    return purpose;
  }

  private static String nameBehind(Statement statement, int keyword) {
    int name = keyword + 1;
    if (word(statement, name).equals("IF")) {
      name += 3; // IF NOT EXISTS
    }
    while (statement.isSymbol(name + 1, '.')) {
      name += 2;
    }
    return name < statement.tokens().size()
        ? statement.value(statement.tokens().get(name))
        : "unnamed";
  }

  private static String word(Statement statement, int token) {
    return token < statement.tokens().size()
        ? statement.value(statement.tokens().get(token)).toUpperCase(Locale.ROOT)
        : "";
  }

  private static boolean isSelect(Statement statement) {
    return statement.startsWith("SELECT")
        || statement.startsWith("WITH")
        || statement.startsWith("VALUES")
        || statement.isSymbol(0, '(');
  }
}
