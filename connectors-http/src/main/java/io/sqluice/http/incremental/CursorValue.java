package io.sqluice.http.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.InstantText;
import io.sqluice.http.response.NumberText;
import io.sqluice.http.response.RefusedRecordException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import javax.annotation.Nullable;

/**
 * A place in what an API has to tell: a number, an instant or any other text.
 *
 * @param text as the API wrote it, which is how it is sent back
 * @param kind what it is compared as
 * @param quoted whether it was a JSON string
 * @param instant of {@link Kind#INSTANT}, else null; kept because the format that it was read with
 *     may change
 */
public record CursorValue(String text, Kind kind, boolean quoted, @Nullable Instant instant) {

  /** What a cursor is compared as, in ascending order where kinds are mixed. */
  public enum Kind {
    NUMBER,
    INSTANT,
    TEXT
  }

  /**
   * The value that a text stands for: a number, else an instant, else itself.
   *
   * @param quoted whether it is a JSON string
   */
  static CursorValue of(String text, boolean quoted, InstantText instants) {
    if (isPlainNumber(text)) {
      return new CursorValue(text, Kind.NUMBER, quoted, null);
    }
    return instants
        .parse(text)
        .map(instant -> new CursorValue(text, Kind.INSTANT, quoted, instant))
        .orElseGet(() -> new CursorValue(text, Kind.TEXT, quoted, null));
  }

  /**
   * The value of a JSON node; null for null and for blank text, which is how some APIs say null.
   *
   * @param origin what gave it, for messages
   * @throws RefusedRecordException if it is neither a number nor a text
   */
  @Nullable
  static CursorValue of(JsonNode node, InstantText instants, String origin) {
    if (node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      String text = node.textValue();
      return text.isBlank() ? null : of(text, true, instants);
    }
    String text = node.asText();
    if (node.isNumber() && NumberText.isNumber(text) && NumberText.exactValue(text) != null) {
      return new CursorValue(text, Kind.NUMBER, false, null);
    }
    throw new RefusedRecordException(
        "%s gave %s, expected a number or a text; correct it, or let it give null for records to pass over"
            .formatted(
                origin,
                node.isNumber()
                    ? "the number " + text
                    : "a value of the type " + node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  /** The exact number; only for {@link Kind#NUMBER}. */
  public BigDecimal number() {
    return NumberText.exactValue(text);
  }

  /** Whether it is a text that says nothing; checkpoints of former versions may hold one. */
  boolean isBlank() {
    return text.isBlank();
  }

  /** Ids of hexadecimal digits can look like a number with an exponent; they are text. */
  private static boolean isPlainNumber(String text) {
    return NumberText.isNumber(text) && text.indexOf('e') < 0 && text.indexOf('E') < 0;
  }

  @Override
  public String toString() {
    return "'" + text + "'";
  }
}
