package io.sqluice.http.pagination;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How a table is read page by page, as its options give it.
 *
 * @param type the other components matter only for the types named with them
 * @param pageParam page-based: the query parameter with the number of the page
 * @param cursorParam cursor-based: the query parameter with the cursor
 * @param cursorId cursor-based: the field of a page's last record that is the next cursor; or, if
 *     it starts with a dot, a jq expression over the whole body
 * @param start page-based: the number of the first page, null for 0; cursor-based: the cursor of
 *     the first page, null to ask for it without one
 */
public record PaginationConfig(
    PaginationType type,
    String pageParam,
    String cursorParam,
    String cursorId,
    @Nullable String start)
    implements Serializable {

  /** One request a poll. */
  public static final PaginationConfig NONE =
      new PaginationConfig(PaginationType.NONE, "page", "cursor", "id", null);

  /**
   * The pagination that these options ask for.
   *
   * @throws IllegalArgumentException if a value does not fit the type; the message names the option
   */
  public Pagination create() {
    return switch (type) {
      case NONE -> new NoPagination();
      case PAGE_BASED -> new PageBasedPagination(pageParam, firstPage());
      case CURSOR_BASED -> new CursorBasedPagination(cursorParam, cursorId, start);
    };
  }

  private long firstPage() {
    if (start == null) {
      return 0;
    }
    try {
      return Long.parseLong(start);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "pagination.start: found '%s', expected the number of the first page, such as 0 or 1"
              .formatted(start),
          e);
    }
  }
}
