package io.sqluice.http.pagination;

/** Counts a number in a token up. */
final class Counting {

  private Counting() {}

  /**
   * The number that many steps further.
   *
   * @param what the number's name and what it can be set by, for the message
   * @throws PaginationException if the token is no number, as in a checkpoint of another pagination
   */
  static String up(String token, long steps, String what) throws PaginationException {
    try {
      return Long.toString(Math.addExact(Long.parseLong(token), steps));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new PaginationException(
          "found '%s' as the %s, expected a number that can be counted up; set pagination.start to the first one"
              .formatted(token, what));
    }
  }
}
