package io.sqluice.job.execution;

import io.sqluice.job.dialect.TypeWarnings;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans a script without running it. Neither the network nor anything else outside the session is
 * touched.
 */
public final class ScriptCheck {

  private final Script script;
  private final SessionSettings settings;
  private final Session session;
  private final ScriptSecrets secrets;
  private final InterpretedScript interpreted;

  public ScriptCheck(Script script, RunOptions options) {
    this.script = script;
    this.settings = SessionSettings.of(script, options);
    this.session = Session.open(JobTarget.forPlanning(settings), settings);
    this.secrets = new ScriptSecrets(session, Optional.empty(), JobTarget.isThisProcess());
    this.interpreted =
        new ScriptInterpreter(session, settings, result -> {}, secrets, true).interpret(script);
  }

  /** Everything that is wrong with the script, in the order of its text. */
  public List<ScriptProblem> problems() {
    List<ScriptProblem> problems = interpreted.allProblems(session);
    if (!problems.isEmpty()) {
      return problems;
    }
    try {
      stages();
      return List.of();
    } catch (ScriptException e) {
      return e.problems();
    }
  }

  /** What is not wrong but should be looked at, in the order of the script's text. */
  public List<ScriptProblem> warnings() {
    List<ScriptProblem> warnings =
        new ArrayList<>(new CredentialWarnings(session).of(interpreted.tables()));
    script.statements().forEach(statement -> warnings.addAll(TypeWarnings.of(statement)));
    warnings.addAll(new HintWarnings(session.catalog()).of(interpreted.translated()));
    if (interpreted.problems().isEmpty()) {
      // The workers that will run the script may know more than this machine.
      warnings.addAll(secrets.missing(interpreted.tables()));
      warnings.addAll(
          new NullKeyWarnings(session).of(interpreted.jobStatements(), interpreted.translated()));
    }
    warnings.sort(
        Comparator.comparingInt((ScriptProblem warning) -> warning.position().line())
            .thenComparingInt(warning -> warning.position().column()));
    return warnings;
  }

  /** What could not be looked at without touching the network, in the order of the text. */
  public List<ScriptProblem> notChecked() {
    return interpreted.notChecked();
  }

  /**
   * Flink's plan of the script's jobs.
   *
   * @throws ScriptException if the script is not valid
   */
  public String explain() {
    interpreted.throwProblems(session);
    List<List<JobStatement>> stages = stages();
    StringBuilder plan = new StringBuilder();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.size() > 1) {
        plan.append("== Job ").append(i + 1).append(" of ").append(stages.size()).append(" ==\n");
      }
      plan.append(new JobPlanner(session, interpreted).explain(stages.get(i))).append('\n');
    }
    return plan.toString();
  }

  /**
   * The Flink SQL that the script comes to, a statement a paragraph, behind comments that say what
   * secrets it needs.
   *
   * @throws ScriptException if the script is not valid
   */
  public String flink() {
    List<ScriptProblem> problems = problems();
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
    return secrets.requirements(interpreted.tables())
        + interpreted.translated().stream()
            .map(statement -> statement.text() + ";\n")
            .collect(Collectors.joining("\n"));
  }

  private List<List<JobStatement>> stages() {
    return new StagePlanner(interpreted.translated(), session, interpreted.errors())
        .stages(interpreted.jobStatements(), settings.isBatch());
  }
}
