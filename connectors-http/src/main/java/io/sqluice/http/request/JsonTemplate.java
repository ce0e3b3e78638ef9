package io.sqluice.http.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sqluice.http.request.TemplatePart.Literal;
import io.sqluice.http.request.TemplatePart.Placeholder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON text with placeholders. Inside a string a value is text; outside it keeps its type, except
 * that an object's key is always a string. What stands around the placeholders is sent as it is
 * written, so that no number loses a digit.
 */
record JsonTemplate(List<Piece> pieces) {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** Where a piece stands. */
  enum Role {
    TEXT,
    VALUE,
    KEY,
    INSIDE_STRING
  }

  /** A part of the template and the role it plays in the JSON text. */
  record Piece(TemplatePart part, Role role) {}

  /** A template that is JSON text itself. */
  static JsonTemplate ofJson(List<TemplatePart> parts) {
    List<Piece> pieces = new ArrayList<>();
    boolean inString = false;
    for (int i = 0; i < parts.size(); i++) {
      TemplatePart part = parts.get(i);
      if (part instanceof Literal literal) {
        inString = endsInString(literal.text(), inString);
        pieces.add(new Piece(part, Role.TEXT));
      } else {
        boolean key = i + 1 < parts.size() && startsWithColon(parts.get(i + 1));
        pieces.add(new Piece(part, inString ? Role.INSIDE_STRING : key ? Role.KEY : Role.VALUE));
      }
    }
    return new JsonTemplate(List.copyOf(pieces));
  }

  /** A template whose text is the content of a JSON string. */
  static JsonTemplate ofString(List<TemplatePart> parts) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(text("\""));
    for (TemplatePart part : parts) {
      pieces.add(
          part instanceof Literal literal
              ? text(Placement.JSON.encode(literal.text()))
              : new Piece(part, Role.INSIDE_STRING));
    }
    pieces.add(text("\""));
    return new JsonTemplate(List.copyOf(pieces));
  }

  static Piece text(String text) {
    return new Piece(new Literal(text), Role.TEXT);
  }

  /**
   * Why this is not JSON, tried with sample values; empty if it is. The samples are as long as
   * their placeholders, so that the line and column are right.
   */
  Optional<String> problem() {
    StringBuilder sample = new StringBuilder();
    for (Piece piece : pieces) {
      sample.append(
          piece.part() instanceof Placeholder placeholder
              ? sample(placeholder.source().length(), piece.role())
              : ((Literal) piece.part()).text());
    }
    if (sample.toString().isBlank()) {
      return Optional.of("it is empty");
    }
    try (JsonParser parser = MAPPER.createParser(sample.toString())) {
      MAPPER.readTree(parser);
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of(at(parser.currentTokenLocation()) + "there is more behind the JSON value");
    } catch (JsonProcessingException e) {
      return Optional.of(at(e.getLocation()) + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be read", e);
    }
  }

  private static String at(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  String render(Map<String, Object> values) {
    StringBuilder json = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.part() instanceof Placeholder placeholder) {
        json.append(json(placeholder, piece.role(), values));
      } else {
        piece.part().render(Placement.JSON, values, json);
      }
    }
    return json.toString();
  }

  private static String json(Placeholder placeholder, Role role, Map<String, Object> values) {
    if (role == Role.INSIDE_STRING) {
      return Placement.JSON.encode(placeholder.text(values));
    }
    Object value = role == Role.KEY ? placeholder.text(values) : placeholder.value(values);
    if (value instanceof Double number && !Double.isFinite(number)
        || value instanceof Float single && !Float.isFinite(single)) {
      throw new TemplateException(
          placeholder.source() + " is " + value + ", which JSON cannot hold; expected a number");
    }
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new TemplateException(
          placeholder.source() + " cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  private static String sample(int length, Role role) {
    return role == Role.INSIDE_STRING ? "x".repeat(length) : '"' + "x".repeat(length - 2) + '"';
  }

  private static boolean endsInString(String text, boolean startsInString) {
    boolean inString = startsInString;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        inString = !inString;
      } else if (c == '\\' && inString) {
        i++;
      }
    }
    return inString;
  }

  private static boolean startsWithColon(TemplatePart part) {
    return part instanceof Literal literal && literal.text().stripLeading().startsWith(":");
  }
}
