package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorConfig;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What is read from poll to poll, and what failed polls mean; validated.
 *
 * @param bounded whether the source ends by itself and the job may run in batch mode
 * @param maxPolls polls after which the source ends; null for none
 * @param failures what a failed poll means
 * @param conditionalRequests whether ETag and Last-Modified are sent back (RFC 9110, section 13)
 * @param cursor how to read on from what has been seen; null to read everything each time
 * @param emit which records become rows
 */
public record ScanConfig(
    boolean bounded,
    @Nullable Long maxPolls,
    FailurePolicy failures,
    boolean conditionalRequests,
    @Nullable CursorConfig cursor,
    EmitConfig emit)
    implements Serializable {

  /**
   * What a failed poll means.
   *
   * @param maxConsecutive failed polls in a row after which the job fails
   */
  public record FailurePolicy(ErrorPolicy policy, int maxConsecutive) implements Serializable {}

  /** What becomes of a failed poll. */
  public enum ErrorPolicy {
    /** It is logged and counted; the next one starts anew. */
    CONTINUE,
    /** The job fails. */
    FAIL,
    /** As {@link #CONTINUE}, and a row says so. */
    EMIT
  }

  /**
   * Which records become rows.
   *
   * @param key the fields that tell records apart; empty unless the mode is {@link EmitMode#NEW}
   * @param maxKeys the most keys that are remembered
   */
  public record EmitConfig(EmitMode mode, List<String> key, int maxKeys) implements Serializable {

    public EmitConfig {
      key = List.copyOf(key);
    }
  }

  /** Which records of an answer become rows. */
  public enum EmitMode {
    /** All of them. */
    ALL,
    /** Those of pages that are not as the last completed poll had them. */
    CHANGED,
    /** Those whose key has not been seen. */
    NEW
  }
}
