package io.sqluice.http.pagination;

import javax.annotation.Nullable;

/**
 * Notices that the tokens of a poll go round in a circle, with one token of memory (Brent's
 * algorithm): each token is compared with one before it, which moves on whenever the steps since
 * have doubled. For one thread. It starts anew after a restart, like the poll's own memory.
 */
public final class TokenTrail {

  @Nullable private String mark;
  private long steps;
  private long stepsToNextMark = 1;

  /**
   * Takes the next token, null for none.
   *
   * @throws PaginationException if it comes for the second time
   */
  public void follow(@Nullable String token) throws PaginationException {
    if (token == null) {
      return;
    }
    if (token.equals(mark)) {
      throw new PaginationException(
          "the pagination goes round in a circle: '%s' comes again after %d pages; check that the API names the next page, and not the one before"
              .formatted(token, steps + 1));
    }
    steps++;
    if (steps == stepsToNextMark) {
      mark = token;
      steps = 0;
      stepsToNextMark *= 2;
    }
  }
}
