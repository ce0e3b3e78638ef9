package io.sqluice.http.client;

/** A link of an answer that is not followed. The message says what was found and how to fix it. */
public final class LinkException extends Exception {

  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }
}
