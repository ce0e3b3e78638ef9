package io.sqluice.lookup.function;

import io.sqluice.http.client.HttpCallException;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A lookup that brought no good answer. The message names the table and says why, with what its
 * cause says. The cause is a suppressed exception: what tells users of a failed job, Flink's SQL
 * client among it, shows the innermost cause, and that knows neither the table nor the request.
 */
final class LookupFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  @Nullable private final Integer statusCode;
  private final transient Map<String, List<String>> headers;

  /**
   * @param tableName the table's full name
   * @param reason what was asked and why it failed, without the table's secrets
   * @param cause null if there is none
   */
  LookupFailure(String tableName, String reason, @Nullable Throwable cause) {
    super("Table " + tableName + ": " + reason);
    this.reason = reason;
    if (cause != null) {
      addSuppressed(cause);
    }
    HttpCallException call = cause instanceof HttpCallException failed ? failed : null;
    this.statusCode = call == null || call.statusCode() == 0 ? null : call.statusCode();
    this.headers = call == null ? Map.of() : call.headers();
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
