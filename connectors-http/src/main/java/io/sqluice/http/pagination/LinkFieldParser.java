package io.sqluice.http.pagination;

import io.sqluice.http.pagination.WebLinks.WebLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Reads one {@code Link} header field after the algorithm of RFC 8288, appendix B.2, which takes
 * what servers send: missing quotes, further spaces, a comma or a semicolon too many.
 */
final class LinkFieldParser {

  private final String field;
  private final List<WebLink> links = new ArrayList<>();
  @Nullable private String unreadable;
  private int at;

  LinkFieldParser(String field) {
    this.field = field;
    parse();
  }

  /** The links up to the end of the field, or to the text that is not a link. */
  List<WebLink> links() {
    return links;
  }

  /** The rest of the field that is no link; null if there is none. */
  @Nullable
  String unreadable() {
    return unreadable;
  }

  private void parse() {
    skip(" \t,");
    while (at < field.length()) {
      int end = field.indexOf('>', at);
      if (field.charAt(at) != '<' || end < 0) {
        unreadable = field.substring(at);
        return;
      }
      String target = field.substring(at + 1, end);
      at = end + 1;
      links.add(new WebLink(target, parameters()));
      skip(" \t,");
    }
  }

  /** Up to the comma that ends the link. */
  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    skip(" \t;");
    while (at < field.length() && field.charAt(at) != ',' && field.charAt(at) != '<') {
      String name = until(" \t=;,").toLowerCase(Locale.ROOT);
      skip(" \t");
      String value = "";
      if (at < field.length() && field.charAt(at) == '=') {
        at++;
        skip(" \t");
        value = at < field.length() && field.charAt(at) == '"' ? quoted() : until(";,").strip();
      }
      parameters.putIfAbsent(name, value);
      skip(" \t;");
    }
    return parameters;
  }

  /** A quoted string; a backslash takes the next character as it is (RFC 9110, section 5.6.4). */
  private String quoted() {
    StringBuilder text = new StringBuilder();
    for (at++; at < field.length() && field.charAt(at) != '"'; at++) {
      if (field.charAt(at) == '\\' && at + 1 < field.length()) {
        at++;
      }
      text.append(field.charAt(at));
    }
    if (at == field.length()) {
      unreadable = field;
    }
    at = Math.min(at + 1, field.length());
    return text.toString();
  }

  private String until(String ends) {
    int start = at;
    while (at < field.length() && ends.indexOf(field.charAt(at)) < 0) {
      at++;
    }
    return field.substring(start, at);
  }

  private void skip(String characters) {
    while (at < field.length() && characters.indexOf(field.charAt(at)) >= 0) {
      at++;
    }
  }
}
