package io.sqluice.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import javax.annotation.Nullable;

/**
 * Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2). Its messages show nothing
 * of the body but the error that it tells: the rest may be a token.
 */
final class TokenAnswer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(3_650);
  private static final int LONGEST_REASON = 300;

  private TokenAnswer() {}

  /**
   * The token that an answer holds.
   *
   * @throws HttpCallException if there is none in it; says why, where the answer does
   */
  static TokenResponse read(String url, HttpResponse response) throws HttpCallException {
    JsonNode body = parse(response.body());
    if (response.statusCode() / 100 != 2 || body.hasNonNull("error")) {
      throw new HttpCallException(
          answered(url, response) + ": " + reason(body), response.statusCode(), null);
    }
    String token = text(body, "access_token");
    if (token == null || token.isEmpty()) {
      throw unusable(url, response, "is not a JSON object with an 'access_token'");
    }
    String type = text(body, "token_type");
    // Some say BearerToken, and some nothing at all.
    if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("bearer")) {
      throw unusable(url, response, "has a token of the type '" + shown(type) + "', not 'Bearer'");
    }
    try {
      HeaderText.check("access_token", token);
    } catch (IllegalArgumentException unsendable) {
      throw unusable(url, response, "has a token that cannot be sent in a header");
    }
    return new TokenResponse(token, lifetime(body), refreshToken(body));
  }

  @Nullable
  private static String refreshToken(JsonNode body) {
    String token = text(body, "refresh_token");
    return token == null || token.isEmpty() ? null : token;
  }

  private static HttpCallException unusable(String url, HttpResponse response, String what) {
    return new HttpCallException(
        answered(url, response) + ", and the answer " + what, response.statusCode(), null);
  }

  private static String answered(String url, HttpResponse response) {
    return "the token endpoint " + url + " answered with status " + response.statusCode();
  }

  /** A missing node if the body is no JSON. */
  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException noJson) {
      return JSON.missingNode();
    }
  }

  private static String reason(JsonNode body) {
    String error = text(body, "error");
    String description = text(body, "error_description");
    if (error == null) {
      return "no reason that can be read";
    }
    return shown(error) + (description == null ? "" : " (" + shown(description) + ")");
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  /** Whole seconds; also as a string, as some send them. Null for anything else. */
  @Nullable
  private static Duration lifetime(JsonNode body) {
    JsonNode seconds = body.path("expires_in");
    if (!seconds.isNumber() && !seconds.asText("").matches("\\d{1,18}")) {
      return null;
    }
    long lifetime = Math.max(0, seconds.asLong());
    return lifetime > LONGEST_LIFETIME.toSeconds()
        ? LONGEST_LIFETIME
        : Duration.ofSeconds(lifetime);
  }

  @Nullable
  private static String text(JsonNode body, String name) {
    return body.path(name).isTextual() ? body.path(name).asText() : null;
  }
}
