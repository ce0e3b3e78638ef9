package io.sqluice.http.testing;

import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An API over a log of records, numbered from 1, that grows from poll to poll and is answered
 * newest first, page by page. It is asked by poll=TRIGGER (epoch-ms), since=NUMBER, until=NUMBER
 * (exclusive, optional) and page=0, 1, ...
 */
public final class GrowingLogApi implements AutoCloseable {

  private final Rules rules;
  private final LocalApi server;
  private long firstPoll = -1;
  private int failures;

  public GrowingLogApi(Rules rules) throws IOException {
    this.rules = rules;
    this.server = LocalApi.answering(this::answer);
  }

  /**
   * How it answers.
   *
   * @param perPoll records that come with each poll
   * @param records those that there will ever be
   * @param periodMillis time between two polls
   * @param pageSize records of a page
   * @param inclusive whether the record of the cursor itself is answered again
   * @param failing whether the second page of some polls cannot be had while the log grows
   */
  public record Rules(
      int perPoll,
      int records,
      long periodMillis,
      int pageSize,
      boolean inclusive,
      boolean failing) {}

  public String url() {
    return server.url("/log");
  }

  /** How often a page could not be had. */
  public synchronized int failures() {
    return failures;
  }

  private synchronized Answer answer(Asked asked) {
    long poll = Long.parseLong(asked.param("poll"));
    firstPoll = firstPoll < 0 ? poll : firstPoll;
    long number = (poll - firstPoll) / rules.periodMillis();
    long newest = Math.min(rules.records(), rules.perPoll() * (number + 1));
    int page = Integer.parseInt(asked.param("page"));
    if (rules.failing() && page == 1 && number % 3 == 1 && newest < rules.records()) {
      failures++;
      return Answer.status(500, "out of order");
    }
    long since = asked.param("since") == null ? 0 : Long.parseLong(asked.param("since"));
    long until =
        asked.param("until") == null ? Long.MAX_VALUE : Long.parseLong(asked.param("until"));
    return Answer.ok(
        LongStream.iterate(newest, id -> id > 0, id -> id - 1)
            .filter(id -> (rules.inclusive() ? id >= since : id > since) && id < until)
            .skip((long) page * rules.pageSize())
            .limit(rules.pageSize())
            .mapToObj(id -> "{\"id\":" + id + "}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Override
  public void close() {
    server.close();
  }
}
