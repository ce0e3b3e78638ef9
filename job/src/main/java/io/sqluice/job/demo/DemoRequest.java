package io.sqluice.job.demo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an API of the demo server sees it.
 *
 * @param method GET, HEAD or POST
 * @param target path and query as they were sent
 * @param pathVariable what the route's pattern captured; empty if it captures nothing
 * @param parameters the query, decoded
 * @param headers the first value of each header, by lower-case name
 * @param body the body, as text
 * @param now when the request came, cut to the second in which the market stands still
 */
record DemoRequest(
    String method,
    String target,
    String pathVariable,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body,
    Instant now) {

  /** The largest number that a parameter takes. */
  static final long HIGHEST_NUMBER = 999_999_999_999_999_999L;

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  String required(String name) throws BadParameterException {
    return text(name)
        .orElseThrow(() -> new BadParameterException("Parameter '" + name + "' is missing."));
  }

  Optional<Long> number(String name, long lowest, long highest) throws BadParameterException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text.get());
      if (number >= lowest && number <= highest) {
        return Optional.of(number);
      }
    }
    throw new BadParameterException(
        "Parameter '%s' is '%s'; a whole number from %d to %d is expected."
            .formatted(name, text.get(), lowest, highest));
  }

  int number(String name, int fallback, int lowest, int highest) throws BadParameterException {
    return number(name, (long) lowest, highest).map(Long::intValue).orElse(fallback);
  }

  Optional<Instant> instant(String name) throws BadParameterException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.get()));
    } catch (DateTimeParseException e) {
      throw new BadParameterException(
          "Parameter '%s' is '%s'; a time such as 2026-11-20T12:00:07.250Z is expected."
              .formatted(name, text.get()));
    }
  }
}
