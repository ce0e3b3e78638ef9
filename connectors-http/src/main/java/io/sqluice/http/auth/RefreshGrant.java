package io.sqluice.http.auth;

import io.sqluice.http.secret.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/** The refresh token of the day (RFC 6749, section 6): each answer may bring another one. */
final class RefreshGrant implements Grant {

  @Nullable private final String scope;
  private final Redaction redaction;
  private volatile String refreshToken;

  RefreshGrant(String refreshToken, @Nullable String scope, Redaction redaction) {
    this.refreshToken = refreshToken;
    this.scope = scope;
    this.redaction = redaction;
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", refreshToken);
    if (scope != null) {
      fields.put("scope", scope);
    }
    return fields;
  }

  @Override
  public void granted(TokenResponse response) {
    String next = response.refreshToken();
    if (next != null && !next.isEmpty()) {
      redaction.addIssued(next);
      refreshToken = next;
    }
  }
}
