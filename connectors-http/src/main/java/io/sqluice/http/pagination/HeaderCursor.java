package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import java.util.Locale;
import javax.annotation.Nullable;

/**
 * Follows the cursor in a header field of each answer ({@code header-based} with a parameter).
 *
 * @param header the name of the field, in any case
 * @param parameter the query parameter that takes the cursor
 * @param firstToken the first page's cursor, null for none
 */
public record HeaderCursor(String header, String parameter, @Nullable String firstToken)
    implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  public HttpRequest request(HttpRequest first, String token, NextLinks links) {
    return first.withParam(parameter, token);
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page, long records) {
    return page.response()
        .header(header.toLowerCase(Locale.ROOT))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .orElse(null);
  }

  @Override
  public String adviceIfStuck() {
    return "check that the API takes the value of the header field "
        + header
        + " (pagination.next_header) in the parameter "
        + parameter
        + " (pagination.cursor_param)";
  }
}
