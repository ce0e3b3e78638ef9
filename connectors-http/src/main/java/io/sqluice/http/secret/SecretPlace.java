package io.sqluice.http.secret;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where a worker finds the value of a secret, if it is told: {@code env:VARIABLE} or {@code
 * file:/path}. It travels in the place of the value.
 *
 * @param where the name of a variable, or an absolute path
 */
public record SecretPlace(Kind kind, String where) implements Serializable {

  /** What kind of place it is. */
  public enum Kind {
    /** A variable of the worker's environment. */
    ENVIRONMENT("env"),
    /** A file that the worker can read. */
    FILE("file");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The name of the kind in options. */
    public String word() {
      return word;
    }
  }

  /** What the text of a place is, for messages. */
  public static final String RULE =
      "'env:' and the name of a variable, or 'file:' and an absolute path";

  /**
   * @throws IllegalArgumentException if no variable can have the name, or the path is not absolute;
   *     the message says what was expected
   */
  public SecretPlace {
    if (kind == Kind.ENVIRONMENT ? !isVariable(where) : !isAbsolutePath(where)) {
      throw new IllegalArgumentException(
          kind == Kind.ENVIRONMENT
              ? "'" + where + "' cannot name an environment variable"
              : "'" + where + "' is not an absolute path of a file");
    }
  }

  /**
   * The place that a text names.
   *
   * @throws IllegalArgumentException if it names none; the message does not say more of the text
   *     than a variable's name or a path, for it may hold the value by mistake
   */
  public static SecretPlace parse(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind.word + ":";
      if (text.startsWith(prefix)) {
        return new SecretPlace(kind, text.substring(prefix.length()));
      }
    }
    throw new IllegalArgumentException("the text is no place of a secret");
  }

  private static boolean isVariable(String name) {
    return !name.isBlank() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
  }

  private static boolean isAbsolutePath(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException unusable) {
      return false;
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return kind.word + ":" + where;
  }
}
