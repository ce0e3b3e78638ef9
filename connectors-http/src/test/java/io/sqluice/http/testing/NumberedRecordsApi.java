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
 * that page had been asked for. So do the cursors and links of its pages. It logs the ids that it
 * has answered.
 *
 * <p>A body is {@code {"items": [{"id": ...}], "next": cursor, "link": link}}; the header fields
 * X-Next, X-Link and Link name the next page too. The last page names none.
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

  /**
   * Asks by page=0, 1, ..., offset=RECORDS, cursor=ID of the last record, or next=CURSOR; all need
   * poll=TRIGGER.
   */
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
    String poll = request.param("poll");
    int page = page(request);
    String name = poll + "/" + page;
    int times = asked.merge(name, 1, Integer::sum);
    String items =
        IntStream.range(0, page < pages ? pageSize : 0)
            .mapToObj(place -> name + "#" + times + "/" + place)
            .peek(answered::add)
            .map(id -> "{\"id\":\"" + id + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    String names = "";
    if (page < pages - 1) {
      String next = page + 1 + "~" + times;
      String link = "/records?poll=" + poll + "&next=" + next;
      headers.put("X-Next", next);
      headers.put("X-Link", link);
      headers.put("Link", "<" + url() + ">; rel=first, <" + link + ">; rel=\"next\"");
      names = ",\"next\":\"" + next + "\",\"link\":\"" + server.url(link) + "\"";
    }
    return new Answer(200, headers, "{\"items\":" + items + names + "}");
  }

  private int page(Asked request) {
    if (request.param("page") != null) {
      return Integer.parseInt(request.param("page"));
    }
    if (request.param("offset") != null) {
      return Integer.parseInt(request.param("offset")) / pageSize;
    }
    if (request.param("cursor") != null) {
      return Integer.parseInt(request.param("cursor").split("[/#]")[1]) + 1;
    }
    return request.param("next") != null
        ? Integer.parseInt(request.param("next").split("~")[0])
        : 0;
  }

  @Override
  public void close() {
    server.close();
  }
}
