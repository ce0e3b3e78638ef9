package io.sqluice.http.client;

/** A call that was asked for after its caller was closed, as a task is that ends. */
public final class CallerClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  CallerClosedException() {
    super("The HTTP caller of the table is closed.");
  }
}
