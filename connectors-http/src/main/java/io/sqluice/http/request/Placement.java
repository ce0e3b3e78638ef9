package io.sqluice.http.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The place of a request that a value goes into, and the encoding that keeps it in there. */
public enum Placement {

  /**
   * A segment of a URL's path, or a part of one (RFC 3986, 3.3). Every character but the unreserved
   * is percent-encoded. A value that is empty or has a step {@code .} or {@code ..} is refused,
   * also where a slash before or behind it is encoded: servers are known to decode first and to
   * resolve steps then.
   */
  PATH {
    @Override
    String encode(String value) {
      if (value.isEmpty()) {
        throw new TemplateException(
            "cannot stand in a URL's path; expected a text that is not empty");
      }
      if (hasDotStep(value)) {
        throw new TemplateException(
            "cannot stand in a URL's path, because '.' and '..' are steps to other paths; expected a"
                + " text without them");
      }
      return PercentEncoding.encode(value);
    }

    @Override
    String encodeDelimiter(String delimiter) {
      boolean legal = delimiter.chars().allMatch(PercentEncoding::isPathCharacter);
      return legal ? delimiter : PercentEncoding.encode(delimiter);
    }
  },

  /** A URL's query (RFC 3986, 3.4). Every character but the unreserved is percent-encoded. */
  QUERY {
    @Override
    String encode(String value) {
      return PercentEncoding.encode(value);
    }

    @Override
    String encodeDelimiter(String delimiter) {
      return PercentEncoding.encodeIllegalInQuery(delimiter);
    }
  },

  /**
   * A header's value (RFC 9110, 5.5). Control characters are refused, since a line break would
   * start a header of the value's own, and so is what US-ASCII lacks, since receivers differ on it.
   */
  HEADER {
    @Override
    String encode(String value) {
      value
          .codePoints()
          .filter(c -> c > '~' || c < ' ' && c != '\t')
          .findFirst()
          .ifPresent(
              c -> {
                throw new TemplateException(
                    "holds the character "
                        + Excerpt.codePoint(c)
                        + ", which cannot stand in a header; expected printable US-ASCII"
                        + " (percent-encode the rest if the API decodes it)");
              });
      return value;
    }

    @Override
    String encodeDelimiter(String delimiter) {
      return encode(delimiter);
    }
  },

  /** The inside of a string in a JSON document (RFC 8259, 7). */
  JSON {
    @Override
    String encode(String value) {
      return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    @Override
    String encodeDelimiter(String delimiter) {
      return encode(delimiter);
    }
  },

  /** A name or value of application/x-www-form-urlencoded (WHATWG URL, 5.2). */
  FORM {
    @Override
    String encode(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  },

  /** Plain text that nothing is known about; a value goes in as it is. */
  TEXT {
    @Override
    String encode(String value) {
      return value;
    }
  };

  private static final Pattern SLASHES = Pattern.compile("[/\\\\]");

  /**
   * The value as it stands in this place.
   *
   * @throws TemplateException if it cannot; the message goes on from "the value ... of ..."
   */
  abstract String encode(String value);

  /** What stands between values, as far as this place can hold it as it is. */
  String encodeDelimiter(String delimiter) {
    return delimiter;
  }

  /** Whether a decoded part of a path has a step that leads elsewhere. */
  static boolean hasDotStep(String decoded) {
    return decoded.indexOf('.') >= 0
        && SLASHES.splitAsStream(decoded).anyMatch(step -> step.equals(".") || step.equals(".."));
  }
}
