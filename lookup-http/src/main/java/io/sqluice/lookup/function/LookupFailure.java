package io.sqluice.lookup.function;

import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpResponse;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A lookup that brought no good answer. The message names the table and says why, with all that the
 * cause says. The cause is a suppressed exception: what tells users of a failed job, Flink's SQL
 * client among it, shows the innermost cause, and that knows neither the table nor the request.
 */
final class LookupFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  @Nullable private final Integer statusCode;
  private final transient Map<String, List<String>> headers;

  /**
   * A failure without a response.
   *
   * @param tableName the table's full name
   * @param reason what was asked and why it failed, without the table's secrets
   */
  LookupFailure(String tableName, String reason) {
    this(tableName, reason, null, null, Map.of());
  }

  /** A request that brought no answer; the call's message is the reason. */
  LookupFailure(String tableName, HttpCallException call) {
    this(
        tableName,
        call.getMessage(),
        call,
        call.statusCode() == 0 ? null : call.statusCode(),
        call.headers());
  }

  /**
   * An answer that is of no use.
   *
   * @param tableName the table's full name
   * @param reason what was asked and why it failed, without the table's secrets
   * @param cause without the table's secrets; null if there is none
   * @param response the one with the answer; null if there was none
   */
  LookupFailure(
      String tableName, String reason, @Nullable Throwable cause, @Nullable HttpResponse response) {
    this(
        tableName,
        reason,
        cause,
        response == null ? null : response.statusCode(),
        response == null ? Map.of() : response.headers());
  }

  private LookupFailure(
      String tableName,
      String reason,
      @Nullable Throwable cause,
      @Nullable Integer statusCode,
      Map<String, List<String>> headers) {
    super("Table " + tableName + ": " + reason);
    if (cause != null) {
      addSuppressed(cause);
    }
    this.reason = reason;
    this.statusCode = statusCode;
    this.headers = headers;
  }

  /** What was asked and why it failed: the message without the table's name. */
  String reason() {
    return reason;
  }

  /** The status code of the last response; null if there was none. */
  @Nullable
  Integer statusCode() {
    return statusCode;
  }

  /** The header fields of the last response. */
  Map<String, List<String>> headers() {
    return headers;
  }
}
