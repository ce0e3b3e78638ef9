package io.sqluice.http.source;

import io.sqluice.http.secret.Redaction;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    byte[] body) {

  /**
   * The same without the secrets that the request carried: they are in the URL, and may come back
   * in headers such as Location. The body is the API's data and stays as it is.
   */
  PageMetadata redacted(Redaction redaction) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> shown.put(name, values.stream().map(redaction::redact).toList()));
    return new PageMetadata(
        triggerTime, fetchTime, fetchId, page, statusCode, shown, redaction.redact(url), body);
  }
}
