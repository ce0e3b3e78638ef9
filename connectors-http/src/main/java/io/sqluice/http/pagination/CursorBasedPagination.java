package io.sqluice.http.pagination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.JqException;
import io.sqluice.http.response.JqProgram;
import javax.annotation.Nullable;

/**
 * Follows the cursor that each page gives for the next one: a field of its last record, or the
 * result of a jq expression over the whole body. A poll ends with a page without records, or
 * without a cursor (missing in the body, null, false or empty).
 */
final class CursorBasedPagination implements Pagination {

  private static final long serialVersionUID = 1L;

  private final String cursorParam;
  private final String cursorId;
  @Nullable private final String start;

  /** Compiled anew after deserialization; null if the cursor is a field of the last record. */
  @Nullable private transient volatile JqProgram program;

  /**
   * @param cursorParam the query parameter with the cursor
   * @param cursorId the field of the last record; a jq expression if it starts with a dot
   * @param start the first page's cursor, null for none
   * @throws IllegalArgumentException if the jq expression does not compile
   */
  CursorBasedPagination(String cursorParam, String cursorId, @Nullable String start) {
    this.cursorParam = cursorParam;
    this.cursorId = cursorId;
    this.start = start;
    if (isExpression()) {
      program();
    }
  }

  @Override
  @Nullable
  public String firstToken() {
    return start;
  }

  @Override
  public HttpRequest apply(HttpRequest request, @Nullable String token) {
    return token == null ? request : request.withParam(cursorParam, token);
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page) throws PaginationException {
    if (page.records() == 0) {
      return null;
    }
    JsonNode cursor = isExpression() ? ofDocument(page) : ofLastRecord(page);
    if (cursor.isNull() || (cursor.isBoolean() && !cursor.booleanValue())) {
      return null;
    }
    if (!cursor.isTextual() && !cursor.isNumber()) {
      throw new PaginationException(
          "pagination.cursor_id '%s': found %s, expected a text or a number; name the field that holds the cursor"
              .formatted(cursorId, kind(cursor)));
    }
    String next = cursor.asText();
    if (next.isEmpty()) {
      return null;
    }
    if (next.equals(token)) {
      throw new PaginationException(
          "the cursor does not move: the page for %s=%s gives '%s' as '%s' again; check pagination.cursor_param (%s) and pagination.cursor_id (%s)"
              .formatted(cursorParam, token, next, cursorId, cursorParam, cursorId));
    }
    return next;
  }

  private JsonNode ofLastRecord(ExtractedPage page) throws PaginationException {
    JsonNode record = page.lastRecord();
    JsonNode cursor = record == null ? null : record.get(cursorId);
    if (cursor == null) {
      throw new PaginationException(
          "pagination.cursor_id '%s': found %s, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'"
              .formatted(cursorId, foundRecord(record)));
    }
    return cursor;
  }

  private static String foundRecord(@Nullable JsonNode record) {
    if (record == null || !record.isObject()) {
      return "a last record that is " + (record == null ? "not JSON" : kind(record));
    }
    return "a last record without it, with the fields "
        + String.join(", ", (Iterable<String>) record::fieldNames);
  }

  private JsonNode ofDocument(ExtractedPage page) throws PaginationException {
    JsonNode document = page.document();
    if (document == null) {
      throw new PaginationException(
          "pagination.cursor_id '%s': found a body of several values, expected one JSON value for a path; with format = 'ndjson' name a field of the records instead"
              .formatted(cursorId));
    }
    try {
      return program().first(document).orElse(NullNode.getInstance());
    } catch (JqException e) {
      throw new PaginationException(
          "pagination.cursor_id '%s': found a body over which it fails (%s), expected the cursor; correct the path"
              .formatted(cursorId, e.getMessage()));
    }
  }

  private boolean isExpression() {
    return cursorId.startsWith(".");
  }

  private JqProgram program() {
    JqProgram compiled = program;
    if (compiled == null) {
      compiled = compile();
      program = compiled;
    }
    return compiled;
  }

  private JqProgram compile() {
    try {
      return JqProgram.compile(cursorId);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pagination.cursor_id: " + e.getMessage(), e);
    }
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case BOOLEAN -> value.asText();
      case NUMBER -> "a number";
      case STRING -> "a text";
      default -> "null";
    };
  }
}
