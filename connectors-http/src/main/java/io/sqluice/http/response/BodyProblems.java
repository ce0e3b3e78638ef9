package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What to say of a body that does not parse. */
final class BodyProblems {

  private BodyProblems() {}

  /**
   * @param firstLine the number of the first line of what was parsed within the body, from 1
   */
  static ExtractionException notJson(TextBody body, int firstLine, IOException problem) {
    String reason = reason(problem);
    if (problem instanceof StreamConstraintsException) {
      return new ExtractionException(
          "the body goes beyond a limit%s: %s; ask the API for another form of it"
              .formatted(place(firstLine, problem), reason),
          problem);
    }
    if (reason.startsWith("Invalid UTF-8")) {
      int position = body.firstMalformed();
      if (position >= 0) {
        return malformed(body.bytes(), position, StandardCharsets.UTF_8);
      }
    }
    String advice =
        reason.equals(JsonTreeReader.SOMETHING_FOLLOWS)
            ? "; for one value a line use format = 'ndjson'"
            : "";
    return new ExtractionException(
        "the body is not JSON%s: %s%s; it starts with %s%s"
            .formatted(
                place(firstLine, problem),
                reason,
                advice,
                Excerpt.of(body.bytes()),
                hint(body, problem)),
        problem);
  }

  /** A last line without an end, which does not parse. */
  static ExtractionException cutLine(TextBody body, int line, IOException problem) {
    ExtractionException notJson = notJson(body, line, problem);
    if (problem instanceof JsonEOFException) {
      return notJson;
    }
    return new ExtractionException(
        notJson.getMessage()
            + "; line "
            + line
            + " is the last one and has no end, so the answer may have been cut",
        problem);
  }

  /** What to say of one line that is not JSON. */
  static String badLine(TextBody body, Lines line, IOException problem) {
    return "found %s, expected a JSON value: %s"
        .formatted(Excerpt.of(body.bytes(), line.start(), line.length()), reason(problem));
  }

  static ExtractionException longLine(int line, long maxBytes) {
    return new ExtractionException(
        "line %d is longer than %d bytes; raise 'response.max-line-size', or check that the body is one record a line"
            .formatted(line, maxBytes));
  }

  static ExtractionException openQuote(int line) {
    return new ExtractionException(
        "line %d opens a quote that the body does not close; the answer may have been cut, or it quotes otherwise than the format's options say"
            .formatted(line));
  }

  static ExtractionException malformed(byte[] body, int position, Charset charset) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += body[i] == '\n' ? 1 : 0;
    }
    return new ExtractionException(
        "the body is not %s: found the byte 0x%02x at byte %d (line %d), which begins no character there; name the body's own charset in 'response.charset', such as windows-1252"
            .formatted(charset.name(), body[position], position + 1, line));
  }

  static ExtractionException unknownCharset(String name, HttpResponse response) {
    return new ExtractionException(
        "the answer is said to be in the charset '%s' (Content-Type: %s), which this Java does not know; name the body's own charset in 'response.charset', such as UTF-8"
            .formatted(name, response.header("content-type").orElse("none")));
  }

  /** The parser's own words. */
  static String reason(IOException problem) {
    return Excerpt.ofMessage(
        String.valueOf(
            problem instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : problem.getMessage()));
  }

  /** Line and column of a problem in parentheses, after a space; empty if they are unknown. */
  static String place(int firstLine, IOException problem) {
    JsonLocation location =
        problem instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line %d, column %d)"
            .formatted(firstLine - 1 + location.getLineNr(), location.getColumnNr());
  }

  private static String hint(TextBody body, IOException problem) {
    if (looksLikeHtml(body)) {
      return " and looks like HTML, such as a login or an error page; check the option 'url'";
    }
    if (problem instanceof JsonEOFException) {
      return "; it ends inside the value, so the answer may have been cut";
    }
    return "; check that the URL answers with JSON, or set the option 'format'";
  }

  static boolean looksLikeHtml(TextBody body) {
    String start =
        new String(
                body.bytes(), body.start(), Math.min(body.length(), 1_000), StandardCharsets.UTF_8)
            .strip()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }
}
