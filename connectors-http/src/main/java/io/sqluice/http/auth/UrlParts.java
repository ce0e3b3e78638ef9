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

  /** Undoes percent-encoding; a plus stays one. What is no such encoding stays as it is. */
  static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
