package io.sqluice.http.secret;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

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

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]*");

  /**
   * @throws IllegalArgumentException if no variable has such a name, or the path is not absolute.
   *     The message does not say what was found: it may be the value, by mistake
   */
  public SecretPlace {
    if (kind == Kind.ENVIRONMENT ? !VARIABLE.matcher(where).matches() : !isAbsolutePath(where)) {
      throw new IllegalArgumentException(
          kind == Kind.ENVIRONMENT
              ? "what is behind 'env:' cannot name an environment variable"
              : "what is behind 'file:' is no absolute path");
    }
  }

  /**
   * The place that a text names.
   *
   * @throws IllegalArgumentException if it names none. The message does not say what was found: it
   *     may be the value, by mistake
   */
  public static SecretPlace parse(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind.word + ":";
      if (text.startsWith(prefix)) {
        return new SecretPlace(kind, text.substring(prefix.length()));
      }
    }
    throw new IllegalArgumentException("it is no place of a secret");
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
