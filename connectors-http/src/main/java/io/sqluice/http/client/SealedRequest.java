package io.sqluice.http.client;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.asynchttpclient.Request;
import org.asynchttpclient.RequestBuilder;
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

  private final Uri uri;
  private final HttpHeaders fields;
  private final Request standIn;

  /**
   * @param uri the true one
   * @param fields the true header fields, not to be changed afterwards
   * @param standIn has the method, the body and the way to the host
   */
  SealedRequest(Uri uri, HttpHeaders fields, RequestBuilder standIn) {
    this.uri = uri;
    this.fields = fields;
    HttpHeaders sealed = new DefaultHttpHeaders();
    fields.forEach(field -> sealed.set(field.getKey(), SEALED));
    sealed.set(HttpHeaderNames.USER_AGENT, USER_AGENT);
    this.standIn =
        standIn
            .setUri(new Uri(uri.getScheme(), null, uri.getHost(), uri.getPort(), "/", null, null))
            .setHeaders(sealed)
            .build();
  }

  /** What the client library is to send: the same method, host, header names and body. */
  Request standIn() {
    return standIn;
  }

  /**
   * The true request.
   *
   * @param standIn what the client library made of the stand-in; its body is passed on
   */
  HttpRequest open(HttpRequest standIn) {
    // A proxy that does not tunnel is given the whole URL (RFC 9112, section 3.2.2).
    boolean toOrigin = standIn.uri().startsWith("/");
    String target = toOrigin ? uri.toRelativeUrl() : uri.getBaseUrl() + uri.toRelativeUrl();
    HttpHeaders headers = standIn.headers().copy();
    fields.forEach(field -> headers.remove(field.getKey()));
    headers.add(fields);
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
