package io.sqluice.http.source;

import java.time.Instant;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One stream of requests and how far it has been read: the source's checkpointed state. It holds no
 * secrets.
 *
 * @param splitId the full name of the table whose stream it is
 * @param pollsEnded polls that have ended, failed ones included; the next one has this number + 1
 * @param lastFire the fire time of the last poll that ended; null before
 * @param lastCompleted the fire time of the last poll that did not fail; null before
 * @param validators those of the last completed poll
 * @param poll the poll that has begun; null between polls
 */
public record HttpSplit(
    String splitId,
    long pollsEnded,
    @Nullable Instant lastFire,
    @Nullable Instant lastCompleted,
    Validators validators,
    @Nullable PollProgress poll)
    implements SourceSplit {

  /** A split from which nothing has been read. */
  static HttpSplit initial(String splitId) {
    return new HttpSplit(splitId, 0, null, null, Validators.NONE, null);
  }
}
