package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Counts the pages in a query parameter, up to the first one without records. That a page is
 * shorter than asked for does not end the poll: servers cap the page size, and jq programs drop
 * records.
 *
 * @param pageParam the query parameter with the number of the page
 * @param firstPage the number of the first page
 */
record PageBasedPagination(String pageParam, long firstPage) implements Pagination {

  @Override
  public String firstToken() {
    return Long.toString(firstPage);
  }

  @Override
  public HttpRequest apply(HttpRequest request, @Nullable String token) {
    return request.withParam(pageParam, token == null ? firstToken() : token);
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page) throws PaginationException {
    if (page.records() == 0) {
      return null;
    }
    String current = token == null ? firstToken() : token;
    try {
      return Long.toString(Math.addExact(Long.parseLong(current), 1));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new PaginationException(
          "page-based pagination: found the page '%s', expected a number that can be counted up; set pagination.start to the number of the first page"
              .formatted(current));
    }
  }
}
