package io.sqluice.http.source;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.incremental.CursorConfig;
import io.sqluice.http.incremental.CursorException;
import io.sqluice.http.incremental.CursorTracker;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.pagination.TokenTrail;
import io.sqluice.http.schedule.PollTimetable;
import io.sqluice.http.schedule.PollTimetable.Fire;
import io.sqluice.http.secret.ConcealedTextException;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.source.PollProgress.Outcome;
import io.sqluice.http.source.ScanConfig.EmitMode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.table.data.RowData;

/**
 * Reads one split: waits for its fire times, asks for page after page and emits their rows. At most
 * one request is under way, so a poll never runs twice at once.
 *
 * <p>Used by the task thread only; {@link #advance} never waits.
 */
final class SplitPoller {

  /** What {@link #advance} found. */
  enum Step {
    /** It did something, there may be more to do. */
    PROGRESS,
    /** Nothing to do until an answer arrives or {@link #wakeAt()}. */
    WAIT,
    /** The split has been read to its end. */
    END
  }

  private final HttpSourceConfig config;
  private final PollerResources resources;
  private final PollCourse course;
  private final EmitFilter filter;
  private final PageIntake intake;
  private final EmptyWindowLog emptyWindows;
  private final FailedPolls failures;
  private final ConcealedToken token;
  private final RowEmitter emitter;
  private final long limit;
  @Nullable private final PollTimetable timetable;

  /** Not state: what is emitted beyond the limit after a restore, Flink's own limit drops. */
  private long rowsEmitted;

  /** Without the rows that are pending, which live in {@link #emitter}. */
  private HttpSplit split;

  /** The tokens of the window that is read, or of the poll. */
  private TokenTrail trail = new TokenTrail();

  @Nullable private Fire nextFire;
  @Nullable private CompletableFuture<FetchedPage> inFlight;
  @Nullable private String requestUrl;

  SplitPoller(HttpSplit restored, PollerResources resources) {
    this.config = resources.config();
    this.resources = resources;
    SourceMetrics metrics = resources.metrics();
    List<HttpMetadata> columns = resources.plan().metadata();
    this.limit = Objects.requireNonNullElse(resources.plan().limit(), Long.MAX_VALUE);
    CursorConfig cursor = config.scan().cursor();
    this.course =
        new PollCourse(
            cursor == null ? null : new CursorTracker(cursor),
            resources.requests().pagination(),
            config.scan().emit().mode() == EmitMode.CHANGED);
    this.token = new ConcealedToken(resources.requests().secrets());
    Redaction redaction = resources.requests().secrets().redaction();
    this.filter = new EmitFilter(config.scan().emit(), metrics, restored.seenKeys());
    DecodeErrorLog decodeErrors = new DecodeErrorLog(config, metrics, redaction);
    this.intake = new PageIntake(columns, filter, decodeErrors, redaction, metrics);
    this.emptyWindows = new EmptyWindowLog(config, redaction);
    this.failures = new FailedPolls(config, metrics, redaction);
    this.emitter = new RowEmitter(columns, metrics, resources.watermarkClock());
    this.timetable =
        config.schedule() == null
            ? null
            : new PollTimetable(config.schedule(), resources.jitterSource());
    this.split = restored;
    if (restored.poll() != null) {
      for (PendingPage page : restored.poll().pending()) {
        page.checkHolds(columns);
        resources.watermarkClock().restored(page.metadata().fetchTime());
        emitter.add(page);
      }
      this.split = restored.withPoll(restored.poll().withPending(List.of()));
    }
  }

  /** Does the next thing there is to do. */
  Step advance(SourceOutput<RowData> output) throws Exception {
    PollProgress poll = split.poll();
    if (rowsEmitted >= limit) {
      if (poll != null) {
        resources.metrics().pollCompleted();
      }
      return Step.END;
    }
    if (emitter.emitNext(output, poll != null ? poll.outcome() : Outcome.COMPLETE)) {
      rowsEmitted++;
      return Step.PROGRESS;
    }
    if (inFlight != null) {
      if (!inFlight.isDone()) {
        return Step.WAIT;
      }
      takeAnswer();
      return Step.PROGRESS;
    }
    if (poll == null) {
      return startPoll();
    }
    if (poll.outcome() == Outcome.RUNNING) {
      askForPage();
    } else {
      endPoll();
    }
    return Step.PROGRESS;
  }

  /** When the next poll is due; null while one is under way. */
  @Nullable
  Instant wakeAt() {
    return split.poll() == null && nextFire != null ? nextFire.dueAt() : null;
  }

  HttpSplit snapshot() {
    return split.withRest(filter.seenKeys(), emitter.pending());
  }

  /** Aborts the request under way. */
  void close() {
    if (inFlight != null) {
      inFlight.cancel(true);
    }
  }

  private Step startPoll() throws IOException {
    Long maxPolls = config.scan().maxPolls();
    if (maxPolls != null && split.history().ended() >= maxPolls) {
      return Step.END;
    }
    Instant now = resources.clock().instant();
    if (nextFire == null) {
      Optional<Fire> fire =
          timetable != null
              ? timetable.next(split.history().lastFire(), now)
              : Optional.of(new Fire(now.truncatedTo(ChronoUnit.SECONDS), now));
      if (fire.isEmpty()) {
        return Step.END;
      }
      nextFire = fire.get();
    }
    if (nextFire.dueAt().isAfter(now)) {
      return Step.WAIT;
    }
    resources.metrics().pollStarted(Duration.between(nextFire.triggerTime(), now));
    split = course.begin(split, nextFire.triggerTime());
    trail = new TokenTrail();
    nextFire = null;
    try {
      split = course.openFirstWindow(split);
    } catch (CursorException badCursor) {
      failPoll(new PollFailure(badCursor, null));
    }
    return Step.PROGRESS;
  }

  private void askForPage() throws IOException {
    PagePosition position = split.poll().position();
    if (position.pagesOfWindow() >= config.api().maxPages()) {
      PaginationException tooMany =
          new PaginationException(
              "The poll has "
                  + config.api().maxPages()
                  + " pages and the API names a further one; 'pagination.max-pages' allows no more:"
                  + " raise it, or check that the pagination comes to an end.");
      failPoll(new PollFailure(tooMany, null));
      return;
    }
    HttpRequest request;
    String pageToken;
    try {
      pageToken = token.reveal(position);
      request = resources.requests().request(split, pageToken);
    } catch (ConcealedTextException lost) {
      losePage(lost);
      return;
    } catch (IllegalArgumentException | PaginationException badRequest) {
      failPoll(new PollFailure(badRequest, null));
      return;
    }
    requestUrl = request.url();
    inFlight =
        resources
            .fetcher()
            .fetch(request, split.poll().triggerTime(), pageToken, split.poll().next().cursor());
    inFlight.whenComplete((page, failure) -> resources.wakeUp().run());
  }

  /** A later poll reads what this one lacks; where none follows, rows twice beat rows missing. */
  private void losePage(ConcealedTextException lost) throws IOException {
    if (!isLastPoll()) {
      failPoll(new PollFailure(lost, null));
      return;
    }
    failures.startsAnew(lost, split.poll());
    try {
      split = course.anew(split);
    } catch (CursorException badCursor) {
      failPoll(new PollFailure(badCursor, null));
    }
  }

  private boolean isLastPoll() {
    Long maxPolls = config.scan().maxPolls();
    return maxPolls != null && split.history().ended() + 1 >= maxPolls;
  }

  private void takeAnswer() throws IOException {
    CompletableFuture<FetchedPage> answer = inFlight;
    inFlight = null;
    FetchedPage fetched;
    try {
      fetched = answer.join();
    } catch (CompletionException failure) {
      failPoll((PollFailure) failure.getCause());
      return;
    }
    try {
      accept(fetched);
    } catch (CursorException | PaginationException noFurther) {
      failPoll(new PollFailure(noFurther, fetched.response().statusCode()));
    }
  }

  /** From here on the answer is state: it will be emitted exactly once. */
  private void accept(FetchedPage fetched) throws CursorException, PaginationException {
    emitter.add(intake.accept(fetched, split));
    Validators validators =
        resources
            .requests()
            .validators(requestUrl, fetched.response(), split.baseline().validators());
    split = course.behindPage(split, fetched, validators);
    token.renewed(fetched);
    if (fetched.lost() != null) {
      throw fetched.lost();
    }
    trail.follow(fetched.nextToken());
    if (fetched.nextToken() == null) {
      if (config.scan().cursor() != null && config.scan().cursor().step() != null) {
        resources.metrics().windowRead();
      }
      split = course.behindLastPage(split);
      if (split.poll().outcome() == Outcome.COMPLETE) {
        emptyWindows.note(split);
      }
      trail = new TokenTrail();
    }
  }

  private void failPoll(PollFailure failure) throws IOException {
    PollProgress poll = split.poll();
    long number = split.history().ended() + 1;
    String reason = failures.handle(failure.getCause(), poll, number);
    if (failures.emitRows()) {
      emitter.add(
          PendingPage.ofFailure(
              new PageMetadata(
                  poll.triggerTime(),
                  resources.watermarkClock().arrived(),
                  number,
                  poll.position().pagesReceived(),
                  failure.statusCode(),
                  null,
                  null,
                  null),
              resources.plan().columns().getFieldCount(),
              reason));
    }
    Outcome outcome = failures.emitRows() ? Outcome.REPORTED : Outcome.FAILED;
    split = split.withPoll(poll.with(poll.position(), outcome));
  }

  private void endPoll() {
    if (split.poll().outcome() == Outcome.COMPLETE) {
      resources.metrics().pollCompleted();
    }
    split = split.withPollEnded();
  }
}
