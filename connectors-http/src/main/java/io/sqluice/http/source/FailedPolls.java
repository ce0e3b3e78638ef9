package io.sqluice.http.source;

import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.response.RecordConversionException;
import io.sqluice.http.secret.ConcealedTextException;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.source.ScanConfig.ErrorPolicy;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a failed poll means: another try at the next fire time, or the end of the job. */
final class FailedPolls {

  private static final Logger LOG = LoggerFactory.getLogger(FailedPolls.class);

  /** Answers that another poll will not change: the request itself is wrong or not allowed. */
  private static final Set<Integer> FATAL_CODES = Set.of(401, 403, 404);

  private final HttpSourceConfig config;
  private final SourceMetrics metrics;
  private final Redaction redaction;

  /**
   * @param redaction takes the table's secrets out of what is logged, thrown and emitted: what
   *     failed may quote an answer, and APIs echo what they are sent
   */
  FailedPolls(HttpSourceConfig config, SourceMetrics metrics, Redaction redaction) {
    this.config = config;
    this.metrics = metrics;
    this.redaction = redaction;
  }

  /** Whether a row tells of a failed poll that does not fail the job. */
  boolean emitRows() {
    return config.scan().failures().policy() == ErrorPolicy.EMIT;
  }

  /**
   * Counts a failed poll. A page token that cannot be put back never fails the job: it is in the
   * checkpoint, and each restart would end there again.
   *
   * @param poll as it was when it failed
   * @param number the poll's fetch-id
   * @return why it failed, in words for a row
   * @throws IOException if it fails the job
   */
  String handle(Throwable failure, PollProgress poll, long number) throws IOException {
    int inARow = metrics.pollFailed();
    if (failure instanceof RecordConversionException) {
      metrics.decodeFailed(1);
    }
    Throwable shown = redaction.redact(failure);
    String reason = shown.getMessage() != null ? shown.getMessage() : shown.toString();
    String what =
        "Poll "
            + number
            + " of table "
            + config.tableName()
            + " (trigger time "
            + poll.triggerTime()
            + ", page "
            + poll.position().pagesReceived()
            + ") failed: "
            + reason;
    boolean restartRepeatsIt = failure instanceof ConcealedTextException;
    if (!restartRepeatsIt && failsJob(failure)) {
      throw jobFailure(what, shown);
    }
    if (!restartRepeatsIt && inARow >= config.scan().failures().maxConsecutive()) {
      throw jobFailure(
          sentence(what)
              + " It was failure number "
              + inARow
              + " in a row, and 'scan.max-consecutive-failures' allows no more.",
          shown);
    }
    LOG.warn(
        "{} The next poll starts anew ('scan.error-policy' = '{}').",
        sentence(what),
        config.scan().failures().policy().name().toLowerCase(Locale.ROOT));
    LOG.debug("Stack of the failure", shown);
    return reason;
  }

  /** Tells of the last poll of a table, which begins again because its next page is lost. */
  void startsAnew(ConcealedTextException lost, PollProgress poll) {
    LOG.warn(
        "The last poll of table {} (trigger time {}, page {}) starts anew, and rows may come twice: {}.",
        config.tableName(),
        poll.triggerTime(),
        poll.position().pagesReceived(),
        lost.getMessage());
  }

  /** What was said, so that another sentence can follow. */
  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  /**
   * Not a cause but suppressed: clients of Flink show the innermost cause alone, and that must be
   * the message that names table and poll.
   */
  private static IOException jobFailure(String message, Throwable failure) {
    IOException exception = new IOException(message);
    exception.addSuppressed(failure);
    return exception;
  }

  private boolean failsJob(Throwable failure) {
    return config.scan().failures().policy() == ErrorPolicy.FAIL
        || failure instanceof RecordConversionException
        || (failure instanceof HttpCallException call && FATAL_CODES.contains(call.statusCode()));
  }
}
