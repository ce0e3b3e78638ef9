package io.sqluice.job.script;

/**
 * One thing that is wrong with a script.
 *
 * @param file as the user named it
 * @param position in the user's file, before parameters were replaced
 * @param message what was found, what was expected and how to fix it
 */
public record ScriptProblem(String file, Position position, String message) {

  @Override
  public String toString() {
    return file + ":" + position + ": " + message;
  }
}
