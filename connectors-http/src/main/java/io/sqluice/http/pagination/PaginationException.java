package io.sqluice.http.pagination;

/** An answer from which the next page cannot be found. */
public class PaginationException extends Exception {

  public PaginationException(String message) {
    super(message);
  }
}
