package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;

/**
 * What a script comes to once its statements have been parsed and its DDL executed.
 *
 * @param jobStatements what is left to run, in order
 * @param tables what the script creates, by name, in order
 * @param problems what is wrong so far; nothing may run if there are any
 * @param notChecked what could not be looked at without touching the network, and why
 * @param errors knows the tables, for what is thrown later
 * @param translated the statements of Flink SQL that the script comes to, in order
 */
record InterpretedScript(
    List<JobStatement> jobStatements,
    Map<ObjectIdentifier, Statement> tables,
    List<ScriptProblem> problems,
    List<ScriptProblem> notChecked,
    StatementErrors errors,
    List<Statement> translated) {

  InterpretedScript {
    jobStatements = List.copyOf(jobStatements);
    tables = new LinkedHashMap<>(tables);
    problems = List.copyOf(problems);
    notChecked = List.copyOf(notChecked);
    translated = List.copyOf(translated);
  }

  /**
   * Everything that is wrong, in the order of the text: tables that no query uses are looked at
   * too.
   */
  List<ScriptProblem> allProblems(Session session) {
    LinkedHashSet<ScriptProblem> all = new LinkedHashSet<>(problems);
    all.addAll(new TableCheck(session, errors).problems(tables));
    all.addAll(new JobPlanner(session, this).problems(jobStatements));
    List<ScriptProblem> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingInt((ScriptProblem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column()));
    return sorted;
  }

  /**
   * @throws ScriptException if there are problems; with all that can be found
   */
  void throwProblems(Session session) {
    if (!problems.isEmpty()) {
      throw new ScriptException(allProblems(session));
    }
  }
}
