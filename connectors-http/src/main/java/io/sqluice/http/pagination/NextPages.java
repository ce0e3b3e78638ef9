package io.sqluice.http.pagination;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Asks for the pages of one type and ends the poll where the options say so: at the page for which
 * {@code pagination.stop-jq} says yes, at one without records, or where no next one is named.
 */
record NextPages(PaginationConfig config, NextLinks links) implements Pagination {

  /** In characters; no server takes a longer URL, and each checkpoint keeps the token. */
  private static final int LONGEST_TOKEN = 16 * 1024;

  @Override
  @Nullable
  public String firstToken() {
    return config.steps().firstToken();
  }

  @Override
  public HttpRequest apply(HttpRequest request, @Nullable String token) throws PaginationException {
    PageSize size = config.size();
    HttpRequest first =
        size == null
            ? request
            : request.withParam(size.parameter(), Integer.toString(size.records()));
    String at = token == null ? firstToken() : token;
    return at == null ? first : config.steps().request(first, at, links);
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page) throws PaginationException {
    BodyExpression stop = config.end().stop();
    if (stop != null && !CursorText.isNone(stop.evaluate(page))) {
      return null;
    }
    long records = records(page);
    if (records == 0 && !config.end().afterEmptyPage()) {
      return null;
    }
    String next = config.steps().nextToken(token, page, records);
    if (next != null && next.length() > LONGEST_TOKEN) {
      throw new PaginationException(
          "the link or cursor of the next page: found %d characters, expected at most %d; check that the pagination options name the link or cursor alone and not a larger part of the answer"
              .formatted(next.length(), LONGEST_TOKEN));
    }
    if (next != null && next.equals(token)) {
      throw stuck(next, config.steps());
    }
    return next;
  }

  private long records(ExtractedPage page) throws PaginationException {
    BodyExpression counter = config.count();
    if (counter == null || page.document() == null) {
      return page.records();
    }
    JsonNode count = counter.evaluate(page);
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw new PaginationException(
          "%s: found %s, expected the number of records in the page, such as '.items | length'"
              .formatted(counter, count.isNumber() ? count.asText() : CursorText.kind(count)));
    }
    if (count.longValue() == 0 && page.records() > 0) {
      throw new PaginationException(
          "%s: found 0 records in a page of which jq makes %d rows, expected the number of records; correct the program"
              .formatted(counter, page.records()));
    }
    return count.longValue();
  }

  /** The failure of a page that names itself as the next one. */
  static PaginationException stuck(String token, PageSteps steps) {
    return new PaginationException(
        "the pagination does not move: the page for '%s' names '%s' again as the next one; %s"
            .formatted(token, token, steps.adviceIfStuck()));
  }
}
