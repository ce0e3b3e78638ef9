package io.sqluice.http.source;

import io.sqluice.http.api.ApiSession;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.incremental.CursorException;
import io.sqluice.http.incremental.CursorTracker;
import io.sqluice.http.pagination.PaginationException;
import java.time.Instant;

/** What a table asks first when it has read nothing yet. */
public final class FirstRequest {

  private FirstRequest() {}

  /**
   * The request for the first page of the first poll.
   *
   * @param triggerTime of that poll
   * @throws CursorException if the cursor cannot be reckoned with
   * @throws PaginationException if there is no way to ask for the page
   */
  public static HttpRequest of(HttpSourceConfig config, ApiSession session, Instant triggerTime)
      throws CursorException, PaginationException {
    PollCourse course =
        new PollCourse(
            config.scan().cursor() == null ? null : new CursorTracker(config.scan().cursor()),
            session.pagination(),
            false);
    HttpSplit split =
        course.openFirstWindow(course.begin(HttpSplit.initial(config.tableName()), triggerTime));
    return new RequestStream(config, ScanPlan.of(config.extraction().rowType()), session)
        .request(split, session.pagination().firstToken());
  }
}
