package io.sqluice.http.secret;

/** A reference to a secret that nothing defines. */
public class MissingSecretException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MissingSecretException(String message) {
    super(message);
  }
}
