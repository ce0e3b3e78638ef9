package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import java.io.Serializable;
import javax.annotation.Nullable;

/** How a poll gets from one page to the next: what the values of {@code pagination.type} are. */
public sealed interface PageSteps extends Serializable
    permits SinglePage, PageNumbers, Offsets, RecordCursor, BodyCursor, HeaderCursor, LinkedPages {

  /** The token of a poll's first page; null if that page is asked for without one. */
  @Nullable
  String firstToken();

  /**
   * The request of a page.
   *
   * @param first the request of a page without a token
   * @param links makes the request if the token is a link
   * @throws PaginationException if the token leads where no request may go
   */
  HttpRequest request(HttpRequest first, String token, NextLinks links) throws PaginationException;

  /**
   * The token of the page after this one; null if this page names none.
   *
   * @param token that of this page
   * @param records the records of this page
   * @throws PaginationException if what the page says is not a token
   */
  @Nullable
  String nextToken(@Nullable String token, ExtractedPage page, long records)
      throws PaginationException;

  /** What to look at when a page names itself as the next one: a clause of a message. */
  String adviceIfStuck();
}
