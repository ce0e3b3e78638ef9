package io.sqluice.job.script;

import java.util.List;

/**
 * A script that is ready to be parsed.
 *
 * @param file as the user named it
 * @param identity what checkpoints of this script are kept under when it has no {@code
 *     pipeline.name}: its absolute path, or its name if it came from elsewhere
 */
public record Script(String file, String identity, List<Statement> statements) {

  public Script {
    statements = List.copyOf(statements);
  }

  /** A problem with the script as a whole. */
  public ScriptProblem problem(String message) {
    return new ScriptProblem(file, Position.START, message);
  }

  /**
   * @throws ScriptException if a parameter has no value, or a quote or a comment is not closed
   */
  public static Script read(
      String file, String identity, String text, ScriptParameters parameters) {
    return new Script(
        file,
        identity,
        StatementSplitter.split(
            BatchCalls.identified(ParameterSubstitution.apply(file, text, parameters))));
  }
}
