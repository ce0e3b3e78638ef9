package io.sqluice.http.client;

import io.sqluice.http.client.HttpRequest.Header;
import java.util.concurrent.Executor;
import org.asynchttpclient.Request;
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
  Request wireRequest(HttpRequest request) throws AttemptFailure {
    Uri uri = Uri.create(request.url());
    if (!uri.getScheme().equals("http") && !uri.getScheme().equals("https")) {
      throw new IllegalArgumentException("the URL is neither http nor https");
    }
    if (request.url().chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw new IllegalArgumentException("the URL has characters that are not encoded");
    }
    RequestBuilder builder = new RequestBuilder(request.method(), true, true).setUri(uri);
    connections.route(request, uri, builder);
    for (Header header : request.headers()) {
      builder.addHeader(header.name(), header.value());
    }
    if (!has(request, "User-Agent")) {
      builder.addHeader("User-Agent", config.headers().userAgent());
    }
    if (!has(request, "Accept-Encoding")) {
      builder.addHeader(
          "Accept-Encoding", config.headers().compressed() ? "gzip, deflate" : "identity");
    }
    if (request.body() != null) {
      builder.setBody(request.body());
    }
    return builder.build();
  }

  static Origin origin(HttpRequest request) {
    return Origin.of(Uri.create(request.url()));
  }

  /** Whether a request asks for an answer only if something has changed (RFC 9110, section 13). */
  static boolean isConditional(HttpRequest request) {
    return has(request, "If-None-Match") || has(request, "If-Modified-Since");
  }

  private static boolean has(HttpRequest request, String name) {
    return request.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
  }

  /** A request's URL without userinfo. */
  static String url(HttpRequest request) {
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
