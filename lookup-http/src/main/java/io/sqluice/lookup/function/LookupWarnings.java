package io.sqluice.lookup.function;

import io.sqluice.http.api.TableWarnings;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;

/**
 * Warns of records that did not become rows and of lookups that failed, once a minute each: there
 * may be thousands in a second, which metrics count. Thread-safe.
 */
final class LookupWarnings {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** So many answers without rows at the start are told of. */
  private static final int SUSPICIOUS = 5;

  private final TableWarnings warnings;
  private final DecodeErrorPolicy policy;
  private final InstantSource clock;
  private final AtomicInteger ignoredFirst = new AtomicInteger();
  private volatile boolean answered;

  @GuardedBy("this")
  private Instant nextDecodeWarning = Instant.MIN;

  @GuardedBy("this")
  private Instant nextFailureWarning = Instant.MIN;

  LookupWarnings(TableWarnings warnings, DecodeErrorPolicy policy, InstantSource clock) {
    this.warnings = warnings;
    this.policy = policy;
    this.clock = clock;
  }

  /** Warns of records that did not become rows. */
  void note(DecodeErrors errors) {
    synchronized (this) {
      Instant now = clock.instant();
      if (now.isBefore(nextDecodeWarning)) {
        return;
      }
      nextDecodeWarning = now.plus(PAUSE);
    }
    warnings.accept(
        "a record of an answer did not become a row and %s ('decode.error-policy'): %s. For a minute, more of them are only counted (metric decodeErrors)"
            .formatted(
                policy == DecodeErrorPolicy.SKIP ? "was skipped" : "is a row of NULLs",
                errors.first()));
  }

  /**
   * Warns if all of the first answers say that there are no rows: a path that is misspelt looks the
   * same as keys that are not there.
   *
   * @param ignored the answer if that is what its status code says; null for any other
   */
  void noteAnswer(@Nullable HttpResponse ignored) {
    if (answered) {
      return;
    }
    if (ignored == null) {
      answered = true;
    } else if (ignoredFirst.incrementAndGet() == SUSPICIOUS) {
      warnings.accept(
          "all of the first %d answers had a status code that is no match ('ignored-codes'), the last one %d; check the path in 'url'"
              .formatted(SUSPICIOUS, ignored.statusCode()));
    }
  }

  /** Warns of a lookup that failed and whose row goes on with NULLs. */
  void note(LookupFailure failure) {
    note("a lookup failed and its row has NULLs", failure);
  }

  /** Warns of a load of all rows that failed. */
  void noteLoad(LookupFailure failure) {
    note("all rows could not be loaded anew, and those of the last load stay", failure);
  }

  private void note(String what, LookupFailure failure) {
    synchronized (this) {
      Instant now = clock.instant();
      if (now.isBefore(nextFailureWarning)) {
        return;
      }
      nextFailureWarning = now.plus(PAUSE);
    }
    warnings.accept(
        "%s ('lookup.error-policy'): %s For a minute, more of them are only counted (metric failedLookups)"
            .formatted(what, failure.reason()));
  }
}
