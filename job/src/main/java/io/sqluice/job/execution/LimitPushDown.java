package io.sqluice.job.execution;

import io.sqluice.job.script.Script;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets tables stop at the LIMIT of a query that is alone in its script and reads no table twice.
 * Elsewhere a limit in one source would part it from the other readers of the table, which would
 * then poll for themselves.
 */
final class LimitPushDown {

  /** Read by the factory of tables that can stop. */
  private static final String ALLOWED = "sqluice.push-down.limit";

  private static final Set<String> LIMITS = Set.of("LIMIT", "FETCH");

  private final Session session;

  LimitPushDown(Session session) {
    this.session = session;
  }

  /**
   * Allows it for a script whose statements have been interpreted.
   *
   * @return whether it did; the only query has to be parsed anew then
   */
  boolean allowIn(Script script, List<JobStatement> statements) {
    // Finding what a query reads plans it once more, so that it is looked for only where it counts.
    boolean allowed =
        statements.size() == 1
            && isQuery(statements.get(0).statement())
            && script.statements().stream().anyMatch(LimitPushDown::limits)
            && readsNoTableTwice(statements.get(0));
    if (allowed) {
      session.set(ALLOWED, "true");
    }
    return allowed;
  }

  /** And not CREATE TABLE AS, which cannot be parsed anew once its table is there. */
  private static boolean isQuery(Statement statement) {
    return !statement.startsWith("CREATE");
  }

  private boolean readsNoTableTwice(JobStatement statement) {
    try {
      List<String> scans = new TableAccess(session).scans(statement);
      return new HashSet<>(scans).size() == scans.size();
    } catch (Exception e) {
      return false; // Planning the job says what is wrong.
    }
  }

  private static boolean limits(Statement statement) {
    return statement.tokens().stream()
        .filter(token -> token.kind() == Token.Kind.WORD)
        .anyMatch(token -> LIMITS.contains(statement.value(token).toUpperCase(Locale.ROOT)));
  }
}
