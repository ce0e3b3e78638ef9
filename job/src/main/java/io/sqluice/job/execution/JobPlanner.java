package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.operations.ModifyOperation;

/**
 * Plans the statements of a stage as one job, and says which statement is to blame if that fails.
 */
final class JobPlanner {

  private final Session session;
  private final InterpretedScript script;

  JobPlanner(Session session, InterpretedScript script) {
    this.session = session;
    this.script = script;
  }

  /**
   * @throws ScriptException if a statement cannot be planned
   */
  StreamGraph plan(List<JobStatement> stage) {
    try {
      return session.plan(operations(stage));
    } catch (Exception e) {
      throw failure(stage, e);
    }
  }

  /** What each statement by itself does not show comes from their being together. */
  private ScriptException failure(List<JobStatement> stage, Exception thrown) {
    List<ScriptProblem> problems = script.allProblems(session);
    return new ScriptException(
        problems.isEmpty() ? script.errors().problems(stage.get(0).statement(), thrown) : problems);
  }

  /** What is wrong with the statements, each planned by itself. */
  List<ScriptProblem> problems(List<JobStatement> statements) {
    LinkedHashSet<ScriptProblem> problems = new LinkedHashSet<>();
    for (JobStatement statement : statements) {
      try {
        session.validate(statement.operations());
      } catch (Exception e) {
        problems.addAll(script.errors().problems(statement.statement(), e));
      }
    }
    return List.copyOf(problems);
  }

  /**
   * Flink's plan of a stage.
   *
   * @throws ScriptException if a statement cannot be planned
   */
  String explain(List<JobStatement> stage) {
    try {
      return session.explain(operations(stage));
    } catch (Exception e) {
      throw failure(stage, e);
    }
  }

  private static List<ModifyOperation> operations(List<JobStatement> stage) {
    List<ModifyOperation> operations = new ArrayList<>();
    stage.forEach(statement -> operations.addAll(statement.operations()));
    return operations;
  }
}
