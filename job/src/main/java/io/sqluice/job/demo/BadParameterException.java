package io.sqluice.job.demo;

/** A query parameter that an API refuses; each API words the refusal in its own shape. */
final class BadParameterException extends Exception {

  private static final long serialVersionUID = 1;

  BadParameterException(String message) {
    super(message);
  }
}
