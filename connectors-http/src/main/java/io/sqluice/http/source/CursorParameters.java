package io.sqluice.http.source;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.incremental.CursorConfig;
import io.sqluice.http.incremental.CursorTracker;
import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.request.WrittenValue;
import java.util.Map;
import javax.annotation.Nullable;

/** Puts the cursor into requests: as variables of templates and as query parameters. Immutable. */
final class CursorParameters {

  private final CursorConfig.Sending sending;
  private final CursorTracker tracker;

  CursorParameters(CursorConfig config) {
    this.sending = config.sending();
    this.tracker = new CursorTracker(config);
  }

  /** Adds the variables of a window; none if there is none. */
  void addVariables(@Nullable CursorWindow window, Map<String, Object> variables) {
    if (window != null) {
      variables.put("cursor", echoed(window.from()));
      if (window.to() != null) {
        variables.put("cursor_end", echoed(window.to()));
      }
    }
  }

  /** The request with the parameters of a window; as it is if there is none. */
  HttpRequest addParameters(@Nullable CursorWindow window, HttpRequest request) {
    if (window == null) {
      return request;
    }
    HttpRequest result = request;
    if (sending.param() != null) {
      result = result.withParam(sending.param(), window.from().text());
    }
    if (sending.endParam() != null && window.to() != null) {
      result = result.withParam(sending.endParam(), window.to().text());
    }
    return result;
  }

  private WrittenValue echoed(CursorValue value) {
    boolean number = value.kind() == CursorValue.Kind.NUMBER && !value.quoted();
    return new WrittenValue(value.text(), number, tracker.time(value).orElse(null));
  }
}
