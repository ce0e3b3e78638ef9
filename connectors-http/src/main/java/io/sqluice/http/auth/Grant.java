package io.sqluice.http.auth;

import java.util.Map;

/** Why a token is due (RFC 6749, section 1.3). Thread-safe. */
interface Grant {

  /** The form fields that the token endpoint is sent. */
  Map<String, String> fields();

  /** Takes note of what the endpoint granted for them. */
  default void granted(TokenResponse response) {}
}
