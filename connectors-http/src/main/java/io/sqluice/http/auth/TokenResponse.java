package io.sqluice.http.auth;

import java.time.Duration;
import javax.annotation.Nullable;

/**
 * What a token endpoint granted (RFC 6749, section 5.1).
 *
 * @param accessToken can be sent in a header
 * @param lifetime from the arrival of the answer; null if the endpoint does not say
 * @param refreshToken takes the place of the one that was sent; null if that one stays
 */
record TokenResponse(
    String accessToken, @Nullable Duration lifetime, @Nullable String refreshToken) {

  /** Without the tokens. */
  @Override
  public String toString() {
    return "TokenResponse[lifetime=" + lifetime + "]";
  }
}
