package io.sqluice.http.client;

import java.util.regex.Pattern;
import org.asynchttpclient.uri.Uri;

/** Reads the URLs and references (RFC 3986) that servers send, in Location and Link fields. */
final class References {

  /** A name, an IPv4 address in any spelling, or an IPv6 address in brackets; nothing encoded. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?|\\[[0-9A-Fa-f:.]+]");

  private static final Pattern AUTHORITY_WITHOUT_PATH =
      Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]+)(?=[?#]|$)");

  private References() {}

  /**
   * The http or https URL that a reference means on a page.
   *
   * @throws IllegalArgumentException if it means none
   */
  static Uri resolve(Uri page, String reference) {
    String encoded =
        AUTHORITY_WITHOUT_PATH.matcher(percentEncoded(reference.strip())).replaceFirst("$1/");
    if (encoded.startsWith("?")) {
      // RFC 3986, section 5.2.2: a query alone keeps the whole path. The library drops its end.
      encoded = page.getNonEmptyPath() + encoded;
    }
    Uri target = Uri.create(page, encoded);
    if (!isWeb(target) || !HOST.matcher(target.getHost()).matches()) {
      throw new IllegalArgumentException("no http or https URL with a plain host");
    }
    int port = target.getExplicitPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port has the number " + port);
    }
    return target;
  }

  private static boolean isWeb(Uri target) {
    return target.getScheme().equals("http") || target.getScheme().equals("https");
  }

  /** Servers send raw UTF-8 and spaces; header fields are read as one character a byte. */
  private static String percentEncoded(String reference) {
    StringBuilder encoded = new StringBuilder(reference.length());
    for (char c : reference.toCharArray()) {
      if (c == '\\') {
        // To browsers it is a slash, to RFC 3986 nothing: hosts hide behind the difference.
        throw new IllegalArgumentException("a backslash");
      } else if (c > ' ' && c < 0x7f) {
        encoded.append(c);
      } else if (c <= 0xff) {
        encoded.append(String.format("%%%02X", (int) c));
      } else {
        throw new IllegalArgumentException("a character that is not encoded");
      }
    }
    return encoded.toString();
  }
}
