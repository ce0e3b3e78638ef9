package io.sqluice.job.script;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with a script; its message has a line a problem. */
public final class ScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ScriptProblem> problems;

  public ScriptException(List<ScriptProblem> problems) {
    super(problems.stream().map(ScriptProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ScriptException(ScriptProblem problem) {
    this(List.of(problem));
  }

  /** In the order in which they were found; never empty. */
  public List<ScriptProblem> problems() {
    return problems;
  }
}
