package io.sqluice.job.execution;

import io.sqluice.http.secret.LiteralCredentials;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;

/** Points at option values that look like credentials; what it says never shows them. */
final class CredentialWarnings {

  private final Session session;

  CredentialWarnings(Session session) {
    this.session = session;
  }

  /**
   * One warning an option.
   *
   * @param tables what a script creates
   */
  List<ScriptProblem> of(Map<ObjectIdentifier, Statement> tables) {
    List<ScriptProblem> warnings = new ArrayList<>();
    tables.forEach(
        (identifier, statement) ->
            session
                .catalog()
                .getTable(identifier)
                .ifPresent(table -> warnings.addAll(of(table, statement))));
    return warnings;
  }

  private static List<ScriptProblem> of(ContextResolvedTable table, Statement statement) {
    return LiteralCredentials.in(table.getResolvedTable().getOptions()).stream()
        .map(
            option ->
                statement.problem(
                    StatementErrors.keyPosition(statement, option),
                    "'"
                        + option
                        + "' of table "
                        + table.getIdentifier().asSummaryString()
                        + " looks like a credential, and will be shown in plans, SHOW CREATE TABLE"
                        + " and logs; write {{secret.name}} or SECRET name in its place, and put"
                        + " the value into the variable SQLUICE_SECRET_NAME"))
        .toList();
  }
}
