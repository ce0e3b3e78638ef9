package io.sqluice.http.secret;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The copy of a throwable whose messages showed a secret. It prints as the original does, but for
 * the secret.
 */
public final class RedactedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;

  private RedactedException(String type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  static Throwable of(Throwable thrown, Redaction redaction) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return shows(thrown, redaction, seen) ? copy(thrown, redaction, seen) : thrown;
  }

  /** Collects all that is behind the throwable, so that the copy knows where to end. */
  private static boolean shows(Throwable thrown, Redaction redaction, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return false;
    }
    String text = thrown.toString();
    boolean shows = !redaction.redact(text).equals(text);
    shows |= shows(thrown.getCause(), redaction, seen);
    for (Throwable suppressed : thrown.getSuppressed()) {
      shows |= shows(suppressed, redaction, seen);
    }
    return shows;
  }

  private static Throwable copy(Throwable thrown, Redaction redaction, Set<Throwable> left) {
    if (thrown == null || !left.remove(thrown)) {
      return null;
    }
    String message = thrown.getMessage();
    RedactedException copy =
        new RedactedException(
            thrown.getClass().getName(),
            message == null ? null : redaction.redact(message),
            copy(thrown.getCause(), redaction, left));
    copy.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      Throwable shown = copy(suppressed, redaction, left);
      if (shown != null) {
        copy.addSuppressed(shown);
      }
    }
    return copy;
  }

  @Override
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }
}
