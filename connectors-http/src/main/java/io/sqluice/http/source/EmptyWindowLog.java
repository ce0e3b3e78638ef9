package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorConfig;
import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.secret.Redaction;
import java.util.Optional;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a backfill over numbers that may be stuck: it ends at the first window without records,
 * and a gap between numbers that is wider than a window looks just like the end.
 *
 * <p>Used by the task thread only.
 */
final class EmptyWindowLog {

  private static final Logger LOG = LoggerFactory.getLogger(EmptyWindowLog.class);

  private final HttpSourceConfig config;
  private final Redaction redaction;

  /** Where the poll before ended, and where one was warned of. Not state: a restart warns anew. */
  @Nullable private String last;

  @Nullable private String warned;

  /**
   * @param redaction takes the table's secrets out of what is logged: an API may repeat what it was
   *     sent
   */
  EmptyWindowLog(HttpSourceConfig config, Redaction redaction) {
    this.config = config;
    this.redaction = redaction;
  }

  /** Takes note of a split whose poll has had its last page. */
  void note(HttpSplit split) {
    PagePosition position = split.poll().position();
    if (position.window() != null && position.recordsOfWindow() == 0) {
      warning(position.window(), split.poll().next().cursor(), split.history().ended() + 1)
          .ifPresent(warning -> LOG.warn(redaction.redact(warning)));
    }
  }

  /**
   * What to log when a poll has ended at a window without records. The first poll may have stopped
   * at a gap; a later one that moved the cursor has most likely come to the newest record, and only
   * one that did not is suspicious. Nothing is said twice of the same cursor.
   *
   * @param cursor the highest value seen; null if there is none
   * @param poll the poll's fetch-id
   */
  Optional<String> warning(CursorWindow window, @Nullable CursorValue cursor, long poll) {
    CursorConfig settings = config.scan().cursor();
    if (window.to() == null || settings.step() == null || settings.step().isDuration()) {
      return Optional.empty();
    }
    String place = (cursor == null ? window.from() : cursor).text();
    boolean suspicious = last == null || last.equals(place);
    last = place;
    if (!suspicious || place.equals(warned)) {
      return Optional.empty();
    }
    warned = place;
    return Optional.of(
        ("Poll %d of table %s ended at the window from %s to %s, which has no records; the next one"
                + " starts again from %s. If the API has records behind that window, they are never"
                + " read: make 'scan.cursor.step' (%s) larger than the widest gap between numbers."
                + " This is said once for a cursor.")
            .formatted(
                poll,
                config.tableName(),
                window.from(),
                window.to(),
                "'" + place + "'",
                settings.step().number().toPlainString()));
  }
}
