package io.sqluice.http.testing;

import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An API that numbers its records and never answers the same twice: each poll (told by its trigger
 * time) has a fixed number of pages, and a record's id says poll, page and place, and how often
 * that page had been asked for. It logs the ids that it has answered.
 */
public final class NumberedRecordsApi implements AutoCloseable {

  private final int pages;
  private final int pageSize;
  private final Map<String, Integer> asked = new HashMap<>();
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

  /** Of an id, which answer it was in: poll, page and how often the page had been asked for. */
  public static String answerOf(String id) {
    return id.substring(0, id.lastIndexOf('/'));
  }

  /** Of an id, without how often the page had been asked for: poll, page and place. */
  public static String recordOf(String id) {
    return id.replaceFirst("#\\d+", "");
  }

  private synchronized Answer answer(Asked request) {
    String cursor = request.param("cursor");
    int page =
        cursor != null
            ? Integer.parseInt(cursor.split("[/#]")[1]) + 1
            : request.param("page") != null ? Integer.parseInt(request.param("page")) : 0;
    String name = request.param("poll") + "/" + page;
    int times = asked.merge(name, 1, Integer::sum);
    int records = page < pages ? pageSize : 0;
    return Answer.ok(
        IntStream.range(0, records)
            .mapToObj(place -> name + "#" + times + "/" + place)
            .peek(answered::add)
            .map(id -> "{\"id\":\"" + id + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Override
  public void close() {
    server.close();
  }
}
