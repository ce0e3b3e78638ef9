package io.sqluice.http.source;

import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One stream of requests and how far it has been read: the source's checkpointed state. It holds no
 * secrets.
 *
 * @param splitId the full name of the table whose stream it is
 * @param history the polls that have ended
 * @param baseline what the next poll starts from
 * @param seenKeys the keys of emitted records, as {@link
 *     io.sqluice.http.incremental.SeenKeys#toBytes} gives them; not to be changed
 * @param poll the poll that has begun; null between polls
 */
public record HttpSplit(
    String splitId,
    PollHistory history,
    Baseline baseline,
    byte[] seenKeys,
    @Nullable PollProgress poll)
    implements SourceSplit {

  private static final byte[] NO_KEYS = {};

  /** A split from which nothing has been read. */
  static HttpSplit initial(String splitId) {
    return new HttpSplit(splitId, PollHistory.NONE, Baseline.NONE, NO_KEYS, null);
  }

  HttpSplit withBaseline(Baseline newBaseline) {
    return new HttpSplit(splitId, history, newBaseline, seenKeys, poll);
  }

  HttpSplit withPoll(PollProgress newPoll) {
    return new HttpSplit(splitId, history, baseline, seenKeys, newPoll);
  }

  /** With the keys of a checkpoint and the rows that it must hold. */
  HttpSplit withRest(byte[] newSeenKeys, List<PendingPage> pending) {
    return new HttpSplit(
        splitId, history, baseline, newSeenKeys, poll == null ? null : poll.withPending(pending));
  }

  /** After the poll that has begun. */
  HttpSplit withPollEnded() {
    boolean completed = poll.outcome() == PollProgress.Outcome.COMPLETE;
    return new HttpSplit(
        splitId,
        history.with(poll.triggerTime(), completed),
        completed ? poll.next() : baseline,
        seenKeys,
        null);
  }
}
