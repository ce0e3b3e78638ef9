package io.sqluice.http.client;

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
 */
public record HttpRequest(String method, String url, List<Header> headers, @Nullable byte[] body) {

  /** One header line. The value holds no control characters. */
  public record Header(String name, String value) {}

  public HttpRequest {
    headers = List.copyOf(headers);
  }

  /** This request with one more header line. */
  public HttpRequest withHeader(String name, String value) {
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header(name, value));
    return new HttpRequest(method, url, all, body);
  }

  /** This request with another URL. */
  public HttpRequest withUrl(String newUrl) {
    return new HttpRequest(method, newUrl, headers, body);
  }
}
