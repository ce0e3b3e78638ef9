package io.sqluice.http.response;

/** A record that does not become a row and thereby fails its answer. */
final class RejectedRecord extends PassingThrough {

  private static final long serialVersionUID = 1L;

  RejectedRecord(String message) {
    super(message);
  }
}
