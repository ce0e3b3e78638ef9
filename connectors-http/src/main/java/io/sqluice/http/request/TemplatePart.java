package io.sqluice.http.request;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/** A piece of a template: text, or a placeholder. */
sealed interface TemplatePart {

  /** Appends this piece, filled in and encoded for its place. */
  void render(Placement placement, Map<String, Object> values, StringBuilder text);

  /** Text that stays as it is. */
  record Literal(String text) implements TemplatePart {

    @Override
    public void render(Placement placement, Map<String, Object> values, StringBuilder out) {
      out.append(text);
    }
  }

  /**
   * A variable or a secret to fill in.
   *
   * @param name the variable; {@link #SECRET_PREFIX} and its name for a secret
   * @param format how a time is written; null if the template does not say
   * @param source the placeholder as the template has it, for messages
   */
  record Placeholder(String name, @Nullable TimeFormat format, String source)
      implements TemplatePart {

    static final String SECRET_PREFIX = "secret.";

    /** The name of the secret, if it is one. */
    Optional<String> secret() {
      return name.startsWith(SECRET_PREFIX)
          ? Optional.of(name.substring(SECRET_PREFIX.length()))
          : Optional.empty();
    }

    @Override
    public void render(Placement placement, Map<String, Object> values, StringBuilder out) {
      if (values.get(name) instanceof JoinedValues joined) {
        String delimiter = "";
        for (Object value : joined.values()) {
          out.append(delimiter);
          append(placement, text(value, joined.delimiter()), out);
          delimiter = placement.encodeDelimiter(joined.delimiter());
        }
      } else {
        append(placement, text(values), out);
      }
    }

    private void append(Placement placement, String text, StringBuilder out) {
      try {
        out.append(placement.encode(text));
      } catch (TemplateException e) {
        throw new TemplateException(
            "the value "
                + (secret().isPresent() ? "" : Excerpt.of(text) + " ")
                + "of "
                + source
                + " "
                + e.getMessage());
      }
    }

    /** The value as text; a missing value is empty. */
    String text(Map<String, Object> values) {
      return values.get(name) instanceof JoinedValues joined
          ? joined.values().stream()
              .map(value -> text(value, joined.delimiter()))
              .collect(joining(joined.delimiter()))
          : text(values.get(name));
    }

    /** One of several values, which the receiver tells apart by what stands between them. */
    private String text(Object given, String delimiter) {
      String text = text(given);
      if (text.contains(delimiter)) {
        throw new TemplateException(
            "the value "
                + Excerpt.of(text)
                + " of "
                + source
                + " holds '"
                + delimiter
                + "', which stands between the values of one request; expected a delimiter that no"
                + " value holds");
      }
      return text;
    }

    private String text(@Nullable Object given) {
      if (format == null && given instanceof WrittenValue echoed) {
        return echoed.text();
      }
      Object value = value(given);
      if (value instanceof Collection || value instanceof Map) {
        throw new TemplateException(
            source
                + " is a "
                + value.getClass().getSimpleName()
                + ", which has no plain text; expected a text, a number, a boolean or a time");
      }
      if (value instanceof BigDecimal decimal) {
        return decimal.toPlainString();
      }
      return value == null ? "" : value.toString();
    }

    /** The value, with times written in their format; numbers and texts keep their type. */
    @Nullable
    Object value(Map<String, Object> values) {
      return values.get(name) instanceof JoinedValues joined
          ? joined.values().stream().map(this::value).toList()
          : value(values.get(name));
    }

    @Nullable
    private Object value(@Nullable Object given) {
      Object value = given;
      if (value == null && secret().isPresent()) {
        throw new IllegalStateException(source + " has not been resolved");
      }
      if (value instanceof WrittenValue echoed) {
        value = format == null || echoed.instant() == null ? echoed.jsonValue() : echoed.instant();
      }
      if (value instanceof Instant instant) {
        return (format == null ? TimeFormat.ISO : format).write(instant);
      }
      if (value == null) {
        return null;
      }
      if (format != null) {
        throw new TemplateException(
            source
                + " has a time format, but its value "
                + Excerpt.of(value.toString())
                + " is a "
                + value.getClass().getSimpleName()
                + "; expected a time, or "
                + source.substring(0, source.indexOf(':'))
                + "}}");
      }
      if (value instanceof CharSequence || value instanceof Temporal) {
        return value.toString();
      }
      if (value instanceof Number
          || value instanceof Boolean
          || value instanceof JsonNode
          || value instanceof Collection
          || value instanceof Map) {
        return value;
      }
      throw new TemplateException(
          source
              + " is a "
              + value.getClass().getSimpleName()
              + ", which a request cannot hold; expected a text, a number, a boolean, a time or JSON");
    }
  }
}
