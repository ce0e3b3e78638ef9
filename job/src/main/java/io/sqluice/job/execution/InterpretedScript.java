package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;

/**
 * What a script comes to once its statements have been parsed and its DDL executed.
 *
 * @param jobStatements what is left to run, in order
 * @param tables what the script creates, by name, in order
 * @param problems what is wrong so far; nothing may run if there are any
 * @param errors knows the tables, for what is thrown later
 */
record InterpretedScript(
    List<JobStatement> jobStatements,
    Map<ObjectIdentifier, Statement> tables,
    List<ScriptProblem> problems,
    StatementErrors errors) {

  InterpretedScript {
    jobStatements = List.copyOf(jobStatements);
    tables = new LinkedHashMap<>(tables);
    problems = List.copyOf(problems);
  }

  /**
   * @throws ScriptException if there are problems
   */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
  }
}
