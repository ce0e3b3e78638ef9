package io.sqluice.http.pagination;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.ExtractedPage;
import java.io.Serializable;
import java.util.Locale;
import javax.annotation.Nullable;

/** Where an answer names the link to the next page. */
public sealed interface LinkPlace extends Serializable {

  /**
   * The link as the answer has it, maybe relative, with one character a byte; null if there is
   * none.
   *
   * @throws PaginationException if what is there is not a link
   */
  @Nullable
  String find(ExtractedPage page) throws PaginationException;

  /** The place's name, for messages. */
  String name();

  /** The {@code Link} header field with the relation {@code next} (RFC 8288). */
  record LinkHeader() implements LinkPlace {

    private static final long serialVersionUID = 1L;

    @Override
    @Nullable
    public String find(ExtractedPage page) throws PaginationException {
      return WebLinks.next(page.response());
    }

    @Override
    public String name() {
      return "the Link header field";
    }
  }

  /**
   * A header field of its own, whose value is the link and nothing else.
   *
   * @param header the name of the field, in any case
   */
  record Header(String header) implements LinkPlace {

    private static final long serialVersionUID = 1L;

    @Override
    @Nullable
    public String find(ExtractedPage page) throws PaginationException {
      String value =
          page.response().header(header.toLowerCase(Locale.ROOT)).map(String::strip).orElse("");
      if (value.isEmpty()) {
        return null;
      }
      if (value.indexOf('/') < 0 && value.indexOf('?') < 0) {
        throw new PaginationException(
            "%s: found '%s', expected a link; if it is a cursor, say in pagination.cursor_param which parameter takes it"
                .formatted(name(), value));
      }
      return value;
    }

    @Override
    public String name() {
      return "pagination.next_header '" + header + "'";
    }
  }

  /**
   * A value in the body.
   *
   * @param path finds the link in the whole body
   */
  record Body(BodyExpression path) implements LinkPlace {

    private static final long serialVersionUID = 1L;

    @Override
    @Nullable
    public String find(ExtractedPage page) throws PaginationException {
      JsonNode link = path.evaluate(page);
      if (CursorText.isNone(link)) {
        return null;
      }
      if (!link.isTextual()) {
        throw new PaginationException(
            "%s: found %s, expected a link as a text; name the field that holds it"
                .formatted(name(), CursorText.kind(link)));
      }
      if (link.textValue().isBlank()) {
        return null;
      }
      // As in a header field: one character a byte of UTF-8.
      return new String(link.textValue().getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public String name() {
      return path.toString();
    }
  }
}
