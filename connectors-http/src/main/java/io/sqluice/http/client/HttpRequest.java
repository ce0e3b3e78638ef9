package io.sqluice.http.client;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * One request, ready to be sent: every template is filled in and every value is encoded for its
 * place.
 *
 * @param method the HTTP method in upper case
 * @param url the absolute URL with its encoded query
 * @param headers in the order in which they are sent; a name may repeat
 * @param body the bytes to send, null for none
 * @param foreign whether its host was named by what a server sent, or by another row, and not by
 *     the table: it gets no credentials of {@code auth.*}, and the addresses of its host are
 *     checked
 */
public record HttpRequest(
    String method, String url, List<Header> headers, @Nullable byte[] body, boolean foreign) {

  /** One header line. The value holds no control characters. */
  public record Header(String name, String value) {}

  public HttpRequest {
    headers = List.copyOf(headers);
  }

  /** A request to the table's own host. */
  public HttpRequest(String method, String url, List<Header> headers, @Nullable byte[] body) {
    this(method, url, headers, body, false);
  }

  /** This request with one more header line. */
  public HttpRequest withHeader(String name, String value) {
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header(name, value));
    return new HttpRequest(method, url, all, body, foreign);
  }

  /**
   * This request with a query parameter: in the place of the first one of that name, any others of
   * that name removed, or at the end of the query.
   *
   * @param name as it is, not encoded
   * @param value as it is, not encoded
   */
  public HttpRequest withParam(String name, String value) {
    int fragment = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
    int query = url.indexOf('?') < 0 ? fragment : Math.min(url.indexOf('?'), fragment);
    String parameter = encode(name) + "=" + encode(value);
    List<String> parameters = new ArrayList<>();
    boolean placed = false;
    for (String existing : url.substring(Math.min(query + 1, fragment), fragment).split("&")) {
      if (!decodedName(existing).equals(name)) {
        parameters.add(existing);
      } else if (!placed) {
        parameters.add(parameter);
        placed = true;
      }
    }
    if (!placed) {
      parameters.add(parameter);
    }
    parameters.removeIf(String::isEmpty);
    return withUrl(
        url.substring(0, query) + "?" + String.join("&", parameters) + url.substring(fragment));
  }

  /**
   * This request without the query parameters of a name.
   *
   * @param name as it is, not encoded
   */
  public HttpRequest withoutParam(String name) {
    int fragment = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
    int query = url.indexOf('?');
    if (query < 0 || query > fragment) {
      return this;
    }
    List<String> parameters =
        new ArrayList<>(List.of(url.substring(query + 1, fragment).split("&")));
    if (!parameters.removeIf(parameter -> decodedName(parameter).equals(name))) {
      return this;
    }
    String rest = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return withUrl(url.substring(0, query) + rest + url.substring(fragment));
  }

  private static String decodedName(String parameter) {
    int end = parameter.indexOf('=');
    String name = end < 0 ? parameter : parameter.substring(0, end);
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not percent-encoding, so it stands for itself.
      return name;
    }
  }

  /** Percent-encoding of all but the unreserved characters (RFC 3986, section 2.3). */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The method, the origin and the length of the path: the rest may hold credentials. */
  @Override
  public String toString() {
    int scheme = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + "://".length();
    int path = firstOf("/?#", scheme);
    int end = Math.max(path, firstOf("?#", scheme));
    int host = Math.max(scheme, url.lastIndexOf('@', path - 1) + 1);
    String origin = url.substring(0, scheme) + url.substring(host, path);
    return method + " " + origin + " with a path of " + (end - path) + " characters";
  }

  private int firstOf(String characters, int from) {
    for (int at = from; at < url.length(); at++) {
      if (characters.indexOf(url.charAt(at)) >= 0) {
        return at;
      }
    }
    return url.length();
  }

  /** This request with another URL. */
  public HttpRequest withUrl(String newUrl) {
    return new HttpRequest(method, newUrl, headers, body, foreign);
  }
}
