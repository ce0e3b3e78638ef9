package io.sqluice.http.client;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.asynchttpclient.Request;
import org.asynchttpclient.uri.Uri;

/**
 * A request whose path, query and header values the client library does not get to see, because it
 * logs them: it is given a stand-in to the same host, and the true request goes out in its place.
 * Immutable.
 */
final class SealedRequest {

  private static final String SEALED = "sealed";

  /** A proxy is told the stand-in's when it is asked for a tunnel. */
  private static final String USER_AGENT = "sqluice";

  private final Request open;

  /**
   * @param open the true request
   */
  SealedRequest(Request open) {
    this.open = open;
  }

  /** What the client library is to send: the same method, host, header names and body. */
  Request standIn() {
    Uri uri = open.getUri();
    HttpHeaders headers = new DefaultHttpHeaders();
    open.getHeaders().names().forEach(name -> headers.set(name, SEALED));
    headers.set(HttpHeaderNames.USER_AGENT, USER_AGENT);
    return open.toBuilder()
        .setUri(new Uri(uri.getScheme(), null, uri.getHost(), uri.getPort(), "/", null, null))
        .setHeaders(headers)
        .build();
  }

  /**
   * The true request.
   *
   * @param standIn what the client library made of the stand-in; its body is passed on
   */
  HttpRequest open(HttpRequest standIn) {
    Uri uri = open.getUri();
    // A proxy that does not tunnel is given the whole URL (RFC 9112, section 3.2.2).
    boolean toOrigin = standIn.uri().startsWith("/");
    String target = toOrigin ? uri.toRelativeUrl() : uri.getBaseUrl() + uri.toRelativeUrl();
    HttpHeaders headers = standIn.headers().copy();
    open.getHeaders().names().forEach(name -> headers.set(name, open.getHeaders().getAll(name)));
    return standIn instanceof FullHttpRequest whole
        ? new OpenWholeRequest(whole, target, headers)
        : new OpenRequest(standIn, target, headers);
  }

  /** Netty prints messages that it cannot write. */
  private static final class OpenWholeRequest extends DefaultFullHttpRequest {

    private OpenWholeRequest(FullHttpRequest standIn, String target, HttpHeaders headers) {
      super(
          standIn.protocolVersion(),
          standIn.method(),
          target,
          standIn.content(),
          headers,
          standIn.trailingHeaders());
    }

    @Override
    public String toString() {
      return SEALED;
    }
  }

  private static final class OpenRequest extends DefaultHttpRequest {

    private OpenRequest(HttpRequest standIn, String target, HttpHeaders headers) {
      super(standIn.protocolVersion(), standIn.method(), target, headers);
    }

    @Override
    public String toString() {
      return SEALED;
    }
  }
}
