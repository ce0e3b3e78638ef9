package io.sqluice.http.source;

import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import io.sqluice.http.secret.Redaction;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records that did not become rows, and logs the first of each poll.
 *
 * <p>Used by the task thread only.
 */
final class DecodeErrorLog {

  private static final Logger LOG = LoggerFactory.getLogger(DecodeErrorLog.class);

  private final String tableName;
  private final DecodeErrorPolicy policy;
  private final SourceMetrics metrics;
  private final Redaction redaction;
  private long lastPoll = -1;

  /**
   * @param redaction takes the table's secrets out of what is logged: an API may repeat what it was
   *     sent
   */
  DecodeErrorLog(HttpSourceConfig config, SourceMetrics metrics, Redaction redaction) {
    this.tableName = config.tableName();
    this.policy = config.extraction().decodeErrors();
    this.metrics = metrics;
    this.redaction = redaction;
  }

  /**
   * Takes note of a page.
   *
   * @param poll the poll's fetch-id
   * @param page the number of the page within its poll, from 0
   */
  void note(DecodeErrors errors, long poll, int page) {
    metrics.decodeFailed(errors.count());
    warning(errors, poll, page).ifPresent(warning -> LOG.warn(redaction.redact(warning)));
  }

  /** What to log of a page; nothing if another page of the poll had its turn. */
  Optional<String> warning(DecodeErrors errors, long poll, int page) {
    if (errors.count() == 0 || poll == lastPoll) {
      return Optional.empty();
    }
    lastPoll = poll;
    boolean skipped = policy == DecodeErrorPolicy.SKIP;
    return Optional.of(
        ("Poll %d of table %s, page %d: %s"
                + " ('decode.error-policy' = '%s'); the first is %s. Later pages of this poll are"
                + " counted only (metric decodeErrors).")
            .formatted(
                poll,
                tableName,
                page,
                lost(errors.count(), skipped),
                skipped ? "skip" : "emit",
                errors.first()));
  }

  private static String lost(int records, boolean skipped) {
    return records == 1
        ? "1 record did not become a row and " + (skipped ? "was skipped" : "is a row of NULLs")
        : records
            + " records did not become rows and "
            + (skipped ? "were skipped" : "are rows of NULLs");
  }
}
