package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What to say of a body that does not parse. */
final class BodyProblems {

  private BodyProblems() {}

  /**
   * @param firstLine the number of the first line of what was parsed within the body, from 1
   */
  static ExtractionException notJson(byte[] body, int firstLine, IOException problem) {
    String reason =
        Excerpt.ofMessage(
            String.valueOf(
                problem instanceof JsonProcessingException json
                    ? json.getOriginalMessage()
                    : problem.getMessage()));
    if (problem instanceof StreamConstraintsException) {
      return new ExtractionException(
          "the body goes beyond a limit%s: %s; ask the API for another form of it"
              .formatted(place(firstLine, problem), reason),
          problem);
    }
    return new ExtractionException(
        "the body is not JSON%s: %s; it starts with %s%s"
            .formatted(place(firstLine, problem), reason, Excerpt.of(body), hint(body)),
        problem);
  }

  private static String place(int firstLine, IOException problem) {
    JsonLocation location =
        problem instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line %d, column %d)"
            .formatted(firstLine - 1 + location.getLineNr(), location.getColumnNr());
  }

  private static String hint(byte[] body) {
    String start =
        new String(body, 0, Math.min(body.length, 1_000), StandardCharsets.UTF_8)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return " and looks like HTML, such as a login or an error page; check the option 'url'";
    }
    return "; check that the URL answers with JSON, or set the option 'format'";
  }
}
