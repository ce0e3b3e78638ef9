package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Divides the statements of a script into jobs that run one after the other.
 *
 * <p>All run as one job, but for batch mode, where a statement that reads a table runs behind those
 * before it that write the table, and one that writes a table behind those before it that read it.
 * In streaming mode jobs do not end, so that the first is an error.
 */
final class StagePlanner {

  private final List<Statement> script;
  private final TableAccess access;
  private final StatementErrors errors;

  /**
   * @param script the statements of Flink SQL that it comes to
   */
  StagePlanner(List<Statement> script, Session session, StatementErrors errors) {
    this.script = script;
    this.access = new TableAccess(session);
    this.errors = errors;
  }

  /**
   * @throws ScriptException in streaming mode, if a statement reads what another before it writes;
   *     and if a statement cannot be planned
   */
  List<List<JobStatement>> stages(List<JobStatement> statements, boolean batch) {
    if (!dependenciesPossible(statements)) {
      return statements.isEmpty() ? List.of() : List.of(List.copyOf(statements));
    }
    Map<JobStatement, Set<String>> reads = reads(statements);
    if (!batch) {
      rejectDependencies(statements, reads);
      return List.of(List.copyOf(statements));
    }
    Map<Integer, List<JobStatement>> stages = new TreeMap<>();
    Map<JobStatement, Integer> stageOf = new LinkedHashMap<>();
    for (JobStatement statement : statements) {
      int stage = 0;
      for (Map.Entry<JobStatement, Integer> earlier : stageOf.entrySet()) {
        if (conflict(earlier.getKey(), statement, reads)) {
          stage = Math.max(stage, earlier.getValue() + 1);
        }
      }
      stageOf.put(statement, stage);
      stages.computeIfAbsent(stage, number -> new ArrayList<>()).add(statement);
    }
    return List.copyOf(stages.values());
  }

  private static boolean conflict(
      JobStatement earlier, JobStatement later, Map<JobStatement, Set<String>> reads) {
    return !Collections.disjoint(TableAccess.writes(earlier), reads.get(later))
        || !Collections.disjoint(reads.get(earlier), TableAccess.writes(later));
  }

  private Map<JobStatement, Set<String>> reads(List<JobStatement> statements) {
    Map<JobStatement, Set<String>> reads = new HashMap<>();
    List<ScriptProblem> problems = new ArrayList<>();
    for (JobStatement statement : statements) {
      try {
        reads.put(statement, access.reads(statement));
      } catch (Exception e) {
        problems.addAll(errors.problems(statement.statement(), e));
      }
    }
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
    return reads;
  }

  private static void rejectDependencies(
      List<JobStatement> statements, Map<JobStatement, Set<String>> reads) {
    Map<String, Statement> writers = new HashMap<>();
    List<ScriptProblem> problems = new ArrayList<>();
    for (JobStatement statement : statements) {
      for (String table : reads.get(statement)) {
        if (writers.containsKey(table)) {
          problems.add(
              statement
                  .statement()
                  .problem(
                      String.format(
                          "this statement reads table '%s', which the statement at %s writes; in streaming mode both run"
                              + " at once, so that it would not see the rows in order: run the script with --batch, or"
                              + " let this one read the same query through a view",
                          simpleName(table), writers.get(table))));
        }
      }
      TableAccess.writes(statement)
          .forEach(table -> writers.putIfAbsent(table, statement.statement()));
    }
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
  }

  private static String simpleName(String table) {
    return table.substring(table.lastIndexOf('.') + 1);
  }

  /**
   * Whether a written table is named anywhere but where it is written. Finding what a statement
   * reads plans it once more, which would delay the first row of the usual script for nothing.
   */
  private boolean dependenciesPossible(List<JobStatement> statements) {
    List<String> written =
        statements.stream()
            .flatMap(statement -> TableAccess.writes(statement).stream())
            .map(StagePlanner::simpleName)
            .toList();
    if (written.isEmpty() || statements.size() < 2) {
      return false;
    }
    Set<Statement> jobs =
        statements.stream().map(JobStatement::statement).collect(Collectors.toSet());
    Map<String, Integer> mentions = new HashMap<>();
    for (Statement statement : script) {
      if (statement.startsWith("CREATE", "CATALOG")) {
        return true; // Its views may read anything.
      }
      if (jobs.contains(statement) || definesView(statement)) {
        statement
            .tokens()
            .forEach(token -> mentions.merge(statement.value(token), 1, Integer::sum));
      }
    }
    return new HashSet<>(written)
        .stream()
            .anyMatch(
                name -> mentions.getOrDefault(name, 0) != Collections.frequency(written, name));
  }

  private static boolean definesView(Statement statement) {
    return statement.startsWith("CREATE", "VIEW")
        || statement.startsWith("CREATE", "TEMPORARY", "VIEW")
        || statement.startsWith("ALTER", "VIEW");
  }
}
