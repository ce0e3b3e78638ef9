package io.sqluice.http.secret;

import javax.annotation.Nullable;

/**
 * A value that the state may refer to by a name: that of a secret, or of the option that gives it.
 *
 * @param form how it is found in texts; null if it is only put back
 */
record NamedSecret(String value, @Nullable SecretForm form) {

  /** The value of a secret. */
  static NamedSecret of(String value) {
    return new NamedSecret(value, new SecretForm(value));
  }

  /**
   * The value of an option that is no reference. People choose words there that are part of other
   * words, so that it counts only where no letter or digit touches it.
   */
  static NamedSecret literal(String value) {
    return new NamedSecret(value, new SecretForm(value, true));
  }

  /** The value of an option that refers to a secret, for states in which it was a literal. */
  static NamedSecret ofReference(String value) {
    return new NamedSecret(value, null);
  }
}
