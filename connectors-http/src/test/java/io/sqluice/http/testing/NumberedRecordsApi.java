package io.sqluice.http.testing;

import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An API that numbers its records: each poll (told by its trigger time) has a fixed number of
 * pages, and a record's id says poll, page and place. It answers the same again when it is asked
 * again, and logs the ids that it has answered.
 */
public final class NumberedRecordsApi implements AutoCloseable {

  private final int pages;
  private final int pageSize;
  private final Set<String> answered = new TreeSet<>();
  private final LocalApi server;

  public NumberedRecordsApi(int pages, int pageSize) throws IOException {
    this.pages = pages;
    this.pageSize = pageSize;
    this.server = LocalApi.answering(this::answer);
  }

  /** Asks by page=0, 1, ... or by cursor=ID of the last record; both need poll=TRIGGER. */
  public String url() {
    return server.url("/records");
  }

  /** The ids of all records that were ever answered. */
  public synchronized Set<String> answered() {
    return Set.copyOf(answered);
  }

  private synchronized Answer answer(Asked asked) {
    String cursor = asked.param("cursor");
    int page =
        cursor != null
            ? Integer.parseInt(cursor.split("/")[1]) + 1
            : asked.param("page") != null ? Integer.parseInt(asked.param("page")) : 0;
    int records = page < pages ? pageSize : 0;
    return Answer.ok(
        IntStream.range(0, records)
            .mapToObj(place -> asked.param("poll") + "/" + page + "/" + place)
            .peek(answered::add)
            .map(id -> "{\"id\":\"" + id + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Override
  public void close() {
    server.close();
  }
}
