package io.sqluice.job.script;

/**
 * A place in the user's file.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 code units
 */
public record Position(int line, int column) {

  public static final Position START = new Position(1, 1);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
