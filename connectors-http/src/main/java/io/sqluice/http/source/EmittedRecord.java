package io.sqluice.http.source;

/**
 * Where a row comes from.
 *
 * @param index the number of the record within its page, from 0
 * @param last whether it is the last of its poll
 */
record EmittedRecord(PageMetadata page, long index, boolean last) {}
