package io.sqluice.http.source;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.pagination.TokenTrail;
import io.sqluice.http.schedule.PollTimetable;
import io.sqluice.http.schedule.PollTimetable.Fire;
import io.sqluice.http.source.PageFetcher.FetchedPage;
import io.sqluice.http.source.PollProgress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
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
  private final List<HttpMetadata> columns;
  private final long limit;
  private final Pagination pagination;
  private final RequestStream requests;
  private final PageFetcher fetcher;
  private final FailedPolls failures;
  private final DecodeErrorLog decodeErrors;
  private final RowEmitter emitter;
  private final SourceMetrics metrics;
  private final InstantSource clock;
  private final Runnable wakeUp;
  @Nullable private final PollTimetable timetable;

  /** Not state: what is emitted beyond the limit after a restore, Flink's own limit drops. */
  private long rowsEmitted;

  private final String splitId;
  private long pollsEnded;
  @Nullable private Instant lastFire;
  @Nullable private Instant lastCompleted;
  private Validators validators;

  /** The poll that has begun; its pending rows live in {@link #emitter}. */
  @Nullable private PollProgress poll;

  /** The tokens of the poll that has begun. */
  private TokenTrail trail = new TokenTrail();

  /** Whether the poll's next token still is as the checkpoint had it. */
  private boolean tokenConcealed = true;

  @Nullable private Fire nextFire;
  @Nullable private CompletableFuture<FetchedPage> inFlight;
  @Nullable private String requestUrl;

  SplitPoller(HttpSplit split, PollerResources resources) {
    this.config = resources.config();
    this.columns = resources.plan().metadata();
    this.limit = Objects.requireNonNullElse(resources.plan().limit(), Long.MAX_VALUE);
    this.pagination = config.pagination().create(config.client().hosts());
    this.requests = resources.requests();
    this.fetcher = resources.fetcher();
    this.metrics = resources.metrics();
    this.failures = new FailedPolls(config, metrics, requests.secrets().redaction());
    this.decodeErrors = new DecodeErrorLog(config, metrics, requests.secrets().redaction());
    this.emitter = new RowEmitter(columns, metrics, resources.watermarkClock());
    this.clock = resources.clock();
    this.wakeUp = resources.wakeUp();
    this.timetable =
        config.schedule() == null
            ? null
            : new PollTimetable(config.schedule(), resources.jitterSource());
    this.splitId = split.splitId();
    this.pollsEnded = split.pollsEnded();
    this.lastFire = split.lastFire();
    this.lastCompleted = split.lastCompleted();
    this.validators = split.validators();
    this.poll = split.poll();
    if (poll != null) {
      for (PendingPage page : poll.pending()) {
        resources.watermarkClock().restored(page.metadata().fetchTime());
        emitter.add(page);
      }
    }
  }

  /** Does the next thing there is to do. */
  Step advance(SourceOutput<RowData> output) throws Exception {
    if (rowsEmitted >= limit) {
      if (poll != null) {
        metrics.pollCompleted();
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
    if (poll.outcome() != Outcome.RUNNING) {
      endPoll();
      return Step.PROGRESS;
    }
    askForPage();
    return Step.PROGRESS;
  }

  /** When the next poll is due; null while one is under way. */
  @Nullable
  Instant wakeAt() {
    return poll == null && nextFire != null ? nextFire.dueAt() : null;
  }

  HttpSplit snapshot() {
    PollProgress current = poll;
    if (current != null) {
      current =
          new PollProgress(
              current.triggerTime(),
              current.pagesReceived(),
              concealedToken(),
              current.outcome(),
              emitter.pending(),
              current.validators());
    }
    return new HttpSplit(splitId, pollsEnded, lastFire, lastCompleted, validators, current);
  }

  /** The token of the next page as the state may hold it: next links echo API keys. */
  @Nullable
  private String concealedToken() {
    String token = poll.nextToken();
    return token == null || tokenConcealed ? token : requests.secrets().conceal(token);
  }

  @Nullable
  private String token() {
    String token = poll.nextToken();
    return token == null || !tokenConcealed ? token : requests.secrets().reveal(token);
  }

  /** Aborts the request under way. */
  void close() {
    if (inFlight != null) {
      inFlight.cancel(true);
    }
  }

  private Step startPoll() {
    if (config.maxPolls() != null && pollsEnded >= config.maxPolls()) {
      return Step.END;
    }
    Instant now = clock.instant();
    if (nextFire == null) {
      Optional<Fire> fire =
          timetable != null
              ? timetable.next(lastFire, now)
              : Optional.of(new Fire(now.truncatedTo(ChronoUnit.SECONDS), now));
      if (fire.isEmpty()) {
        return Step.END;
      }
      nextFire = fire.get();
    }
    if (nextFire.dueAt().isAfter(now)) {
      return Step.WAIT;
    }
    metrics.pollStarted(Duration.between(nextFire.triggerTime(), now));
    poll =
        new PollProgress(
            nextFire.triggerTime(),
            0,
            pagination.firstToken(),
            Outcome.RUNNING,
            List.of(),
            Validators.NONE);
    trail = new TokenTrail();
    tokenConcealed = false;
    nextFire = null;
    return Step.PROGRESS;
  }

  private void askForPage() throws Exception {
    if (poll.pagesReceived() >= config.maxPages()) {
      failPoll(
          new PaginationException(
              "The poll has "
                  + config.maxPages()
                  + " pages and the API names a further one; 'pagination.max-pages' allows no more:"
                  + " raise it, or check that the pagination comes to an end."));
      return;
    }
    HttpRequest request;
    String token;
    try {
      token = token();
      request = requests.request(snapshot(), poll.triggerTime(), token);
    } catch (IllegalArgumentException | PaginationException badRequest) {
      failPoll(badRequest);
      return;
    }
    requestUrl = request.url();
    inFlight = fetcher.fetch(request, token);
    inFlight.whenComplete((page, failure) -> wakeUp.run());
  }

  private void takeAnswer() throws Exception {
    CompletableFuture<FetchedPage> answer = inFlight;
    inFlight = null;
    FetchedPage fetched;
    try {
      fetched = answer.join();
    } catch (CompletionException failure) {
      failPoll(PageFetcher.unwrap(failure));
      return;
    }
    boolean further = fetched.nextToken() != null || fetched.lost() != null;
    accept(fetched, further ? Outcome.RUNNING : Outcome.COMPLETE);
    if (fetched.lost() != null) {
      failPoll(fetched.lost());
      return;
    }
    try {
      trail.follow(fetched.nextToken());
    } catch (PaginationException circle) {
      failPoll(circle);
    }
  }

  /** From here on the answer is state: it will be emitted exactly once. */
  private void accept(FetchedPage fetched, Outcome outcome) {
    HttpResponse response = fetched.response();
    metrics.pageReceived();
    decodeErrors.note(fetched.decodeErrors(), pollsEnded + 1, poll.pagesReceived());
    PageMetadata metadata =
        new PageMetadata(
            poll.triggerTime(),
            fetched.fetchTime(),
            pollsEnded + 1,
            poll.pagesReceived(),
            response.statusCode(),
            columns.contains(HttpMetadata.HEADERS) ? response.headers() : Map.of(),
            columns.contains(HttpMetadata.URL) ? response.url() : "",
            columns.contains(HttpMetadata.BODY) ? response.body() : new byte[0]);
    PageMetadata shown = metadata.redacted(requests.secrets().redaction());
    emitter.add(new PendingPage(shown, 0, fetched.rows()));
    tokenConcealed = false;
    poll =
        new PollProgress(
            poll.triggerTime(),
            poll.pagesReceived() + 1,
            fetched.nextToken(),
            outcome,
            List.of(),
            requests.validators(requestUrl, response, validators));
  }

  private void failPoll(Throwable failure) throws Exception {
    failures.handle(failure, poll, pollsEnded + 1);
    poll =
        new PollProgress(
            poll.triggerTime(),
            poll.pagesReceived(),
            null,
            Outcome.FAILED,
            List.of(),
            Validators.NONE);
  }

  private void endPoll() {
    if (poll.outcome() == Outcome.COMPLETE) {
      lastCompleted = poll.triggerTime();
      validators = poll.validators();
      metrics.pollCompleted();
    }
    pollsEnded++;
    lastFire = poll.triggerTime();
    poll = null;
  }

  /**
   * What the pollers of a reader share.
   *
   * @param wakeUp called on any thread when an answer has arrived
   */
  record PollerResources(
      HttpSourceConfig config,
      ScanPlan plan,
      RequestStream requests,
      PageFetcher fetcher,
      SourceMetrics metrics,
      SourceWatermarkClock watermarkClock,
      InstantSource clock,
      RandomGenerator jitterSource,
      Runnable wakeUp) {}
}
