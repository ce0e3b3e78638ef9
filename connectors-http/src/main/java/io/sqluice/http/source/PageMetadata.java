package io.sqluice.http.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the rows of one page have in common.
 *
 * @param triggerTime the scheduled fire time of the poll
 * @param fetchTime when the answer reached the reader, in milliseconds
 * @param fetchId the number of the poll, from 1
 * @param page the number of the page within the poll, from 0
 * @param headers empty unless the table reads them
 * @param body empty unless the table reads it
 */
record PageMetadata(
    Instant triggerTime,
    Instant fetchTime,
    long fetchId,
    int page,
    int statusCode,
    Map<String, List<String>> headers,
    String url,
    byte[] body) {}
