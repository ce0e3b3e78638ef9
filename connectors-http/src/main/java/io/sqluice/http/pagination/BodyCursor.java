package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Follows the cursor that each body names ({@code cursor-based} with a path).
 *
 * @param parameter the query parameter that takes the cursor
 * @param path finds the cursor in the whole body
 * @param firstToken the first page's cursor, null for none
 */
public record BodyCursor(String parameter, BodyExpression path, @Nullable String firstToken)
    implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  public HttpRequest request(HttpRequest first, String token, NextLinks links) {
    return first.withParam(parameter, token);
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page, long records)
      throws PaginationException {
    return CursorText.of(path.evaluate(page), path.toString());
  }

  @Override
  public String adviceIfStuck() {
    return "check that the API takes the cursor in the parameter "
        + parameter
        + " (pagination.cursor_param) and gives it as "
        + path.program()
        + " (pagination.cursor_id)";
  }
}
