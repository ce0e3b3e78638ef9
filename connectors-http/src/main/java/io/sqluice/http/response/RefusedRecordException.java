package io.sqluice.http.response;

/**
 * A record that a {@link RecordListener} cannot do with: it ends the reading of the answer with an
 * {@link ExtractionException} that names the row. The message goes on from "row 3: ".
 */
public final class RefusedRecordException extends PassingThrough {

  private static final long serialVersionUID = 1L;

  public RefusedRecordException(String message) {
    super(message);
  }
}
