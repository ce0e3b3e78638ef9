package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorException;
import io.sqluice.http.incremental.CursorTracker;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.incremental.Hash128;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.source.PollProgress.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * The course of a poll as state: from window to window of the cursor, and in there from page to
 * page. Each method gives the split as it is after a step.
 */
final class PollCourse {

  @Nullable private final CursorTracker cursor;
  private final Pagination pagination;
  private final boolean comparesPages;

  /**
   * @param cursor null if the table has none
   * @param comparesPages whether pages are compared with those of the last completed poll
   */
  PollCourse(@Nullable CursorTracker cursor, Pagination pagination, boolean comparesPages) {
    this.cursor = cursor;
    this.pagination = pagination;
    this.comparesPages = comparesPages;
  }

  /** A poll begins; it has no window yet. */
  HttpSplit begin(HttpSplit split, Instant triggerTime) {
    return split.withPoll(
        new PollProgress(
            triggerTime,
            PagePosition.first(pagination.firstToken()),
            Outcome.RUNNING,
            List.of(),
            Baseline.NONE.withCursor(split.baseline().cursor())));
  }

  /**
   * The poll asks by the cursor, if there is one.
   *
   * @throws CursorException if the cursor cannot be reckoned with
   */
  HttpSplit openFirstWindow(HttpSplit split) throws CursorException {
    if (cursor == null) {
      return split;
    }
    PollProgress poll = split.poll();
    return cursor
        .first(split.baseline().cursor(), poll.triggerTime())
        .map(window -> split.withPoll(at(window, poll)))
        .orElse(split);
  }

  /**
   * The poll cannot find its next page and reads the window at hand, or all of itself, once more.
   *
   * @throws CursorException if the cursor cannot be reckoned with
   */
  HttpSplit anew(HttpSplit split) throws CursorException {
    PollProgress poll = split.poll();
    CursorWindow window = poll.position().window();
    return window == null
        ? openFirstWindow(begin(split, poll.triggerTime()))
        : split.withPoll(at(window, poll));
  }

  /** A page has been accepted. */
  HttpSplit behindPage(HttpSplit split, FetchedPage page, Validators validators) {
    PollProgress poll = split.poll();
    PagePosition position = poll.position();
    Baseline next = poll.next().withValidators(validators);
    if (cursor != null) {
      next = next.withCursor(cursor.higher(next.cursor(), page.notes().highest()));
    }
    Hash128 hash = pageHash(split, page);
    if (hash != null) {
      next = next.withPageHash(hash);
    }
    return split.withPoll(
        poll.withNext(next)
            .with(
                position.behindPage(page.notes().records(), page.concealedToken()),
                Outcome.RUNNING));
  }

  /** An answer without a body of its own, such as 304, says that the page is as it was. */
  @Nullable
  private Hash128 pageHash(HttpSplit split, FetchedPage page) {
    if (!comparesPages || page.notes().bodyHash() != null) {
      return page.notes().bodyHash();
    }
    return split.baseline().pageHash(split.poll().position().pagesReceived());
  }

  /**
   * The page was the last one of its window, or of the poll.
   *
   * @throws CursorException if the cursor cannot be reckoned with
   */
  HttpSplit behindLastPage(HttpSplit split) throws CursorException {
    PollProgress poll = split.poll();
    if (cursor == null) {
      return split.withPoll(poll.with(poll.position(), Outcome.COMPLETE));
    }
    Baseline before = split.baseline();
    CursorWindow done = poll.position().window();
    Optional<CursorWindow> following =
        done == null
            ? Optional.empty()
            : cursor.following(done, poll.position().recordsOfWindow() == 0, poll.triggerTime());
    if (following.isEmpty()) {
      Baseline next = poll.next();
      return split.withPoll(
          poll.withNext(next.withCursor(cursor.higher(before.cursor(), next.cursor())))
              .with(poll.position(), Outcome.COMPLETE));
    }
    return split
        .withBaseline(
            before.withCursor(cursor.between(before.cursor(), done, poll.next().cursor())))
        .withPoll(at(following.get(), poll));
  }

  private PollProgress at(CursorWindow window, PollProgress poll) {
    return poll.with(poll.position().atWindow(window, pagination.firstToken()), Outcome.RUNNING);
  }
}
