package io.sqluice.http.auth;

import java.util.Map;
import java.util.TreeMap;

/** Why a token is due (RFC 6749, section 1.3). Thread-safe. */
final class Grant {

  static final String REFRESH_TOKEN = "refresh_token";

  private volatile Map<String, String> fields;

  Grant(Map<String, String> fields) {
    this.fields = sorted(fields);
  }

  /** The form fields that the token endpoint is sent, in the order of their names. */
  Map<String, String> fields() {
    return fields;
  }

  /** Puts a refresh token into the place of the one that was sent, if one was. */
  void renew(String refreshToken) {
    if (fields.containsKey(REFRESH_TOKEN)) {
      Map<String, String> next = sorted(fields);
      next.put(REFRESH_TOKEN, refreshToken);
      fields = next;
    }
  }

  private static Map<String, String> sorted(Map<String, String> fields) {
    return new TreeMap<>(fields);
  }
}
