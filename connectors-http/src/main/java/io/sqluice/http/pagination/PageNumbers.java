package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Counts the pages in a query parameter ({@code page-based}). The API does not say which page is
 * the last.
 *
 * @param parameter the query parameter with the number of the page
 * @param first the number of the first page
 */
public record PageNumbers(String parameter, long first) implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  public String firstToken() {
    return Long.toString(first);
  }

  @Override
  public HttpRequest request(HttpRequest firstPage, String token, NextLinks links) {
    return firstPage.withParam(parameter, token);
  }

  @Override
  public String nextToken(@Nullable String token, ExtractedPage page, long records)
      throws PaginationException {
    return Counting.up(token == null ? firstToken() : token, 1, "number of a page");
  }

  @Override
  public String adviceIfStuck() {
    return "check pagination.page_param (" + parameter + ")";
  }
}
