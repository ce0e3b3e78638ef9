package io.sqluice.http.incremental;

import javax.annotation.Nullable;

/**
 * The part of an API's records that a poll asks for, page by page.
 *
 * @param from where it starts
 * @param to where it ends; null if it is open
 */
public record CursorWindow(CursorValue from, @Nullable CursorValue to) {}
