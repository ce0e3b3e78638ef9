package io.sqluice.http.client;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.sqluice.http.client.HttpRequest.Header;
import java.util.concurrent.Executor;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.uri.Uri;

/**
 * What all calls of one {@link HttpCaller} have in common.
 *
 * @param workers for work that takes processor time
 */
record CallContext(
    ClientConfig config,
    CallHooks hooks,
    Authentication authentication,
    Connections connections,
    CallTimer timer,
    Executor workers,
    RequestLimiter.Member limiter,
    AnswerReader answers,
    Backoff backoff,
    Redirects redirects,
    ClientMetrics metrics) {

  /**
   * The request as the client library takes it. The URL goes out as it is, without its userinfo and
   * fragment.
   *
   * @throws AttemptFailure if the addresses of its host cannot be checked and have to be
   * @throws IllegalArgumentException if the URL is none, or a header has characters that would
   *     break out of it
   */
  SealedRequest wireRequest(HttpRequest request) throws AttemptFailure {
    Uri uri = Uri.create(request.url());
    if (!uri.getScheme().equals("http") && !uri.getScheme().equals("https")) {
      throw new IllegalArgumentException("the URL is neither http nor https");
    }
    if (!isEncoded(request.url())) {
      throw new IllegalArgumentException("the URL has characters that are not encoded");
    }
    RequestBuilder standIn = new RequestBuilder(request.method(), true, true);
    connections.route(request, uri, standIn);
    if (request.body() != null) {
      standIn.setBody(request.body());
    }
    HttpHeaders fields = new DefaultHttpHeaders();
    for (Header header : request.headers()) {
      fields.add(header.name(), header.value());
    }
    if (!fields.contains("User-Agent")) {
      fields.add("User-Agent", config.headers().userAgent());
    }
    if (!fields.contains("Accept-Encoding")) {
      fields.add("Accept-Encoding", config.headers().compressed() ? "gzip, deflate" : "identity");
    }
    return new SealedRequest(uri, fields, standIn);
  }

  private static boolean isEncoded(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) <= ' ' || url.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  static Origin origin(HttpRequest request) {
    return Origin.of(Uri.create(request.url()));
  }

  /** Whether a request asks for an answer only if something has changed (RFC 9110, section 13). */
  static boolean isConditional(HttpRequest request) {
    return has(request, "If-None-Match") || has(request, "If-Modified-Since");
  }

  private static boolean has(HttpRequest request, String name) {
    for (Header header : request.headers()) {
      if (header.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** A request's URL without userinfo. */
  static String url(HttpRequest request) {
    if (request.url().indexOf('@') < 0 && request.url().indexOf('#') < 0) {
      return request.url();
    }
    try {
      return Uri.create(request.url()).toUrlWithoutUserInfo();
    } catch (IllegalArgumentException noUrl) {
      return request.url();
    }
  }

  /** A text as it may be shown. */
  String shown(String text) {
    return hooks.redaction().redact(text);
  }
}
