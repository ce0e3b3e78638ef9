package io.sqluice.http.pagination;

/** How an API is read page by page (option {@code pagination.type}). */
public enum PaginationType {
  /** A poll is one request. */
  NONE("none"),
  /** A parameter counts the pages: {@code page=0}, {@code page=1}, ... */
  PAGE_BASED("page-based"),
  /** A parameter counts the records: {@code offset=0}, {@code offset=100}, ... */
  OFFSET_BASED("offset-based"),
  /** Each page names the cursor of the next one. */
  CURSOR_BASED("cursor-based"),
  /** A header field of each answer has the cursor of the next page, or the link to it. */
  HEADER_BASED("header-based"),
  /** The Link header field of each answer has the link to the next page (RFC 8288). */
  LINK_HEADER("link-header"),
  /** Each body has the link to the next page. */
  BODY_LINK_BASED("body_link-based");

  private final String word;

  PaginationType(String word) {
    this.word = word;
  }

  /** The option's value. */
  public String word() {
    return word;
  }
}
