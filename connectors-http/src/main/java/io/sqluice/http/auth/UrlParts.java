package io.sqluice.http.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The parts of a request's URL that signatures are made of, as they are sent.
 *
 * @param host as the Host header has it: with the port, unless that is the scheme's own
 * @param path at least a slash
 * @param query without the question mark; empty for none
 */
record UrlParts(String host, String path, String query) {

  /** The parts of an absolute http or https URL. */
  static UrlParts of(String url) {
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    int question = whole.indexOf('?');
    String query = question < 0 ? "" : whole.substring(question + 1);
    String address = question < 0 ? whole : whole.substring(0, question);
    int authority = address.indexOf("://") + 3;
    int slash = address.indexOf('/', authority);
    String path = slash < 0 ? "/" : address.substring(slash);
    String host = address.substring(authority, slash < 0 ? address.length() : slash);
    String ownPort = address.regionMatches(true, 0, "https:", 0, 6) ? ":443" : ":80";
    if (host.endsWith(ownPort)) {
      host = host.substring(0, host.length() - ownPort.length());
    }
    return new UrlParts(
        host.substring(host.indexOf('@') + 1).toLowerCase(Locale.ROOT), path, query);
  }

  /** The path, and the query behind a question mark if there is one. */
  String pathAndQuery() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /**
   * Percent-encoding of all but the unreserved characters, of text that may be encoded already, and
   * of whatever bytes: not all are UTF-8. A plus stays one, and is encoded. A percent sign that
   * begins no encoding counts as text.
   */
  static String encodeAnew(String text) {
    StringBuilder encoded = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xff;
      if (value == '%' && i + 2 < bytes.length) {
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high >= 0 && low >= 0) {
          value = high * 16 + low;
          i += 2;
        }
      }
      encoded.append(
          isUnreserved(value) ? String.valueOf((char) value) : String.format("%%%02X", value));
    }
    return encoded.toString();
  }

  /** RFC 3986, section 2.3. */
  private static boolean isUnreserved(int value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || "-._~".indexOf(value) >= 0;
  }

  /** Undoes percent-encoding; a plus stays one. What is no such encoding stays as it is. */
  static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
