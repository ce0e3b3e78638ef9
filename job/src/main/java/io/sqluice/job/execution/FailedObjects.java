package io.sqluice.job.execution;

import io.sqluice.job.script.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tables and views that could not be created, so that their absence is not reported once more
 * at each use.
 */
final class FailedObjects {

  private static final Set<String> KINDS =
      Set.of("TABLE", "SOURCE", "SINK", "VIEW", "FUNCTION", "CATALOG", "DATABASE", "MODEL");
  private static final int MAX_WORDS_BEFORE_KIND = 4;

  private final Set<String> names = new HashSet<>();

  /** Notes what a failed statement would have created. */
  void addCreatedBy(Statement statement) {
    if (!statement.startsWith("CREATE")) {
      return;
    }
    int kind = 1;
    int last = Math.min(MAX_WORDS_BEFORE_KIND, statement.tokens().size() - 1);
    while (kind <= last && !KINDS.contains(word(statement, kind))) {
      kind++;
    }
    if (kind > last) {
      return;
    }
    int name = kind + 1;
    if (name < statement.tokens().size() && word(statement, name).equals("IF")) {
      name += 3;
    }
    while (statement.isSymbol(name + 1, '.')) {
      name += 2;
    }
    if (name < statement.tokens().size()) {
      names.add(statement.value(statement.tokens().get(name)));
    }
  }

  /** Whether an object of this name could not be created. */
  boolean has(List<String> path) {
    return names.contains(path.get(path.size() - 1));
  }

  /** Whether what was thrown comes from the absence of one of them. */
  boolean explain(Throwable thrown) {
    return RootCause.chain(thrown).stream()
        .map(Throwable::getMessage)
        .filter(message -> message != null && saysAbsent(message.toLowerCase(Locale.ROOT)))
        .anyMatch(message -> names.stream().anyMatch(name -> mentions(message, name)));
  }

  private static boolean saysAbsent(String message) {
    return message.contains("not found")
        || message.contains("cannot find")
        || message.contains("does not exist");
  }

  private static boolean mentions(String message, String name) {
    return message.contains("'" + name + "'")
        || message.contains("`" + name + "`")
        || message.contains("." + name + "'");
  }

  private static String word(Statement statement, int index) {
    return statement.value(statement.tokens().get(index)).toUpperCase(Locale.ROOT);
  }
}
