package io.sqluice.job.demo;

/** A parameter or body that an API refuses; each API words the refusal in its own shape. */
final class BadParameterException extends Exception {

  private static final long serialVersionUID = 1;

  BadParameterException(String message) {
    super(message);
  }
}
