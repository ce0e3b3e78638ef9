package io.sqluice.http.pagination;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Follows a field of each page's last record ({@code cursor-based}).
 *
 * @param parameter the query parameter that takes the cursor
 * @param field the field with the cursor
 * @param firstToken the first page's cursor, null for none
 */
public record RecordCursor(String parameter, String field, @Nullable String firstToken)
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
    JsonNode record = page.lastRecord();
    if (record == null && page.records() == 0) {
      // Nothing to take a cursor from, so nothing to go on with.
      return null;
    }
    JsonNode cursor = record == null ? null : record.get(field);
    if (cursor == null) {
      throw new PaginationException(
          "%s: found %s, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'"
              .formatted(where(), found(record)));
    }
    String next = CursorText.of(cursor, where());
    // Where a cursor is inclusive, each page begins with the record that the one before ended with,
    // and behind the last page that record comes alone.
    return records == 1 && next != null && next.equals(token) ? null : next;
  }

  private String where() {
    return "pagination.cursor_id '" + field + "'";
  }

  private static String found(@Nullable JsonNode record) {
    if (record == null || !record.isObject()) {
      return "a last record that is " + (record == null ? "not JSON" : CursorText.kind(record));
    }
    return "a last record without it, with the fields "
        + String.join(", ", (Iterable<String>) record::fieldNames);
  }

  @Override
  public String adviceIfStuck() {
    return "check that the API takes the cursor in the parameter "
        + parameter
        + " (pagination.cursor_param) and gives it as "
        + field
        + " (pagination.cursor_id)";
  }
}
