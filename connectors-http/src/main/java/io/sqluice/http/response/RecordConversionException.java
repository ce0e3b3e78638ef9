package io.sqluice.http.response;

/** A record of a good body that does not fit the table's columns: a decode error. */
public final class RecordConversionException extends ExtractionException {

  private static final long serialVersionUID = 1L;

  RecordConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
