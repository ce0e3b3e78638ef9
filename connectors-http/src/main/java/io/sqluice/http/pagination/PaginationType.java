package io.sqluice.http.pagination;

/** How an API is read page by page (option {@code pagination.type}). */
public enum PaginationType {
  /** A poll is one request. */
  NONE,
  /** A parameter counts the pages: {@code page=0}, {@code page=1}, ... */
  PAGE_BASED,
  /** Each page names the cursor of the next one. */
  CURSOR_BASED
}
