package io.sqluice.http.client;

/** A file of {@code tls.*} that is of no use. The message says which, why, and how to fix it. */
public final class TlsFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
