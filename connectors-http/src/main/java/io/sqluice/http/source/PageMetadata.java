package io.sqluice.http.source;

import io.sqluice.http.api.HeaderFields;
import io.sqluice.http.secret.Redaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What the rows of one page have in common. The row of a failed poll has no answer: only the status
 * code may be there, of the last response.
 *
 * @param triggerTime the scheduled fire time of the poll
 * @param fetchTime when the answer reached the reader, or when the poll failed, in milliseconds
 * @param fetchId the number of the poll, from 1
 * @param page the number of the page within the poll, from 0
 * @param statusCode null if there was no response
 * @param headers null without an answer and unless the table reads them
 * @param url null without an answer and unless the table reads it
 * @param body null without an answer and unless the table reads it
 */
record PageMetadata(
    Instant triggerTime,
    Instant fetchTime,
    long fetchId,
    int page,
    @Nullable Integer statusCode,
    @Nullable Map<String, List<String>> headers,
    @Nullable String url,
    @Nullable byte[] body) {

  /**
   * The same without the secrets that the request carried: they are in the URL, and may come back
   * in headers such as Location. The body is the API's data and stays as it is.
   */
  PageMetadata redacted(Redaction redaction) {
    return new PageMetadata(
        triggerTime,
        fetchTime,
        fetchId,
        page,
        statusCode,
        headers == null ? null : HeaderFields.redacted(headers, redaction),
        url == null ? null : redaction.redact(url),
        body);
  }
}
