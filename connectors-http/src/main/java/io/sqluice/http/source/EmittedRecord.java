package io.sqluice.http.source;

/**
 * Where a row comes from.
 *
 * @param last whether it is the last of its poll
 */
record EmittedRecord(PageMetadata page, PendingRow row, boolean last) {}
