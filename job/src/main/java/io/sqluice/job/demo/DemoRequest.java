package io.sqluice.job.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an API of the demo server sees it.
 *
 * @param pathVariable what the route's pattern captured; empty if it captures nothing
 * @param parameters the query, decoded
 * @param now when the request came, cut to the second in which the market stands still
 */
record DemoRequest(String pathVariable, Map<String, String> parameters, Instant now) {

  /** The largest number that a parameter takes. */
  static final long HIGHEST_NUMBER = 999_999_999_999_999_999L;

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
}
