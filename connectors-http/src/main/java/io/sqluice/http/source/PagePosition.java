package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorWindow;
import javax.annotation.Nullable;

/**
 * How far a poll has come: in the window at hand, if it asks by cursor, and page by page in there.
 *
 * @param pagesReceived pages of the poll that have been accepted
 * @param pagesOfWindow those of them that are of the window at hand
 * @param recordsOfWindow the records of these pages
 * @param nextToken the token of the next page; null for a page that is asked for without one; of
 *     what an API gave, with references in the place of secrets
 * @param window what is asked for by the cursor; null if the poll asks without one
 */
record PagePosition(
    int pagesReceived,
    int pagesOfWindow,
    long recordsOfWindow,
    @Nullable String nextToken,
    @Nullable CursorWindow window) {

  /** The first page of a poll. */
  static PagePosition first(@Nullable String token) {
    return new PagePosition(0, 0, 0, token, null);
  }

  /** Behind a page that has been accepted. */
  PagePosition behindPage(int records, @Nullable String token) {
    return new PagePosition(
        pagesReceived + 1, pagesOfWindow + 1, recordsOfWindow + records, token, window);
  }

  /** The first page of another window. */
  PagePosition atWindow(CursorWindow next, @Nullable String token) {
    return new PagePosition(pagesReceived, 0, 0, token, next);
  }
}
