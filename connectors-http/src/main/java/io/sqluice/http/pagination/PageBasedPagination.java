package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.ExtractedPage;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.annotation.Nullable;

/**
 * Counts the pages in a query parameter. The last page is the first one without records, or, if the
 * request says how many records a page has, the first one with fewer.
 *
 * @param pageParam the query parameter with the number of the page
 * @param sizeParam the query parameter with the number of records a page
 * @param firstPage the number of the first page
 */
record PageBasedPagination(String pageParam, String sizeParam, long firstPage)
    implements Pagination {

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
    int records = page.rows().size();
    OptionalLong size = size(page);
    if (records == 0 || (size.isPresent() && records < size.getAsLong())) {
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

  /** The records that a full page has; empty if the request does not say so as a number. */
  private OptionalLong size(ExtractedPage page) {
    String url = page.response().url();
    int query = url.indexOf('?');
    if (query < 0) {
      return OptionalLong.empty();
    }
    return Arrays.stream(url.substring(query + 1).split("[&#]"))
        .filter(parameter -> parameter.startsWith(sizeParam + "="))
        .map(parameter -> parameter.substring(sizeParam.length() + 1))
        .filter(value -> value.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}
