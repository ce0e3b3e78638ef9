package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * How one poll is read page by page. A page is asked for by a token: the text that tells the API
 * where to go on. Tokens are Flink state, so that a restart goes on with the page at hand.
 */
public interface Pagination {

  /** The token of a poll's first page; null if that page is asked for without one. */
  @Nullable
  String firstToken();

  /**
   * The request of the page that a token stands for.
   *
   * @throws PaginationException if the token leads where no request may go
   */
  HttpRequest apply(HttpRequest request, @Nullable String token) throws PaginationException;

  /**
   * The token of the page after this one; null if this page is the poll's last.
   *
   * @throws PaginationException if the answer does not let us go on, for example because the token
   *     does not move
   */
  @Nullable
  String nextToken(@Nullable String token, ExtractedPage page) throws PaginationException;
}
