package io.sqluice.http.client;

import java.time.Duration;
import java.time.InstantSource;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a response means: an answer, a failure, a word on how much more may be asked. */
final class AnswerReader {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

  private final ClientConfig config;
  private final AnswerCheck check;
  private final Connections connections;
  private final RequestLimiter.Member limiter;
  private final Backoff backoff;
  private final InstantSource clock;

  AnswerReader(
      ClientConfig config,
      AnswerCheck check,
      Connections connections,
      RequestLimiter.Member limiter,
      Backoff backoff,
      InstantSource clock) {
    this.config = config;
    this.check = check;
    this.connections = connections;
    this.limiter = limiter;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Whether a response to a request with this status code is an answer, and no failure. */
  boolean isAnswer(HttpRequest request, int statusCode) {
    return config.codes().success().contains(statusCode)
        || config.codes().ignored().contains(statusCode)
        || (statusCode == 304 && CallContext.isConditional(request));
  }

  /** Whether {@link #read} is to be called on a worker thread. */
  boolean takesTime(RawResponse response) {
    return ContentDecoder.isEncoded(response) || isChecked(response);
  }

  private boolean isChecked(RawResponse response) {
    return check != AnswerCheck.NONE && config.codes().success().contains(response.statusCode());
  }

  /**
   * The answer, decoded and checked.
   *
   * @throws AttemptFailure if it cannot be decoded, or is a failure all the same
   */
  HttpResponse read(HttpRequest request, RawResponse response) throws AttemptFailure {
    try {
      byte[] body = ContentDecoder.decode(response, config.limits().maxBytes());
      HttpResponse answer =
          new HttpResponse(
              response.statusCode(), response.headers(), body, CallContext.url(request));
      if (isChecked(response)) {
        check(answer);
      }
      return answer;
    } catch (RuntimeException | Error broken) {
      // Nobody else would see it: the worker thread has no caller.
      throw AttemptFailure.lastingFault(
          "the answer with status " + response.statusCode() + " could not be read: " + broken,
          "If it is a lack of memory, lower 'response.max-size' or ask for less at once.",
          0,
          broken);
    }
  }

  private void check(HttpResponse answer) throws AttemptFailure {
    AnswerCheck.Verdict verdict = check.check(answer);
    if (verdict.failure() == null) {
      return;
    }
    String what = "the answer with status " + answer.statusCode() + " is " + verdict.failure();
    String advice = "Check the request, or the options 'error.jq' and 'retry.jq'.";
    throw verdict.retryable()
        ? AttemptFailure.busyServer(
            what, advice, answer.statusCode(), RetryAfter.of(answer.headers(), clock.instant()))
        : AttemptFailure.lastingFault(what, advice, answer.statusCode(), null);
  }

  /**
   * Has the limiter let nothing go while the server takes nothing.
   *
   * @return how long that is; null if the server takes requests
   */
  @Nullable
  Duration heedRateLimit(HttpRequest request, RawResponse response) {
    if (!config.retry().respectRetryAfter() || request.foreign()) {
      return null;
    }
    Duration exhausted =
        RateLimitFields.exhaustedFor(response.headers(), clock.instant()).orElse(null);
    if (exhausted != null && limiter.pause(backoff.cut(exhausted))) {
      LOG.info(
          "Table {}: the server takes no more requests for {} s; the next one waits for that, but"
              + " no longer than 'retry.max-wait'",
          config.tableName(),
          exhausted.toSeconds());
    }
    return exhausted;
  }

  /**
   * The failure that a response is.
   *
   * @param exhausted as {@link #heedRateLimit} gave it
   */
  AttemptFailure fault(HttpRequest request, RawResponse response, @Nullable Duration exhausted) {
    ProxyConfig proxy = connections.proxyFor(CallContext.origin(request).host());
    if (response.statusCode() == 407 && proxy != null) {
      return ProxyFault.refused(proxy, 407, null);
    }
    Duration asked = RetryAfter.of(response.headers(), clock.instant());
    return StatusFault.describe(response, config, asked, exhausted);
  }
}
