package io.sqluice.http.client;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import javax.annotation.Nullable;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.asynchttpclient.netty.channel.Channels;

/**
 * Stands between the client library, which logs what it sends and receives, and the connection: on
 * the way out the true request takes the place of its stand-in, on the way in the fields of a
 * response go past the library to who collects it. One for each connection, next to the library's
 * handler; a request for a tunnel is the library's own and passes as it is.
 */
final class WireSeal extends ChannelDuplexHandler {

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof HttpRequest request) || request.method().equals(HttpMethod.CONNECT)) {
      context.write(message, promise);
      return;
    }
    ResponseCollector collector = collector(context);
    // Without one nothing has been sealed: requests of ours all have one.
    context.write(collector == null ? request : collector.request().open(request), promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Object seen = message;
    ResponseCollector collector = collector(context);
    if (collector != null && message instanceof HttpObject object) {
      seal(object.decoderResult(), object, collector);
    }
    if (message instanceof HttpResponse response) {
      if (collector != null) {
        collector.fields(response.headers());
      }
      seen = withoutFields(response);
      ReferenceCountUtil.release(message);
    } else if (message instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
      last.trailingHeaders().clear();
    }
    context.fireChannelRead(seen);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ResponseCollector collector = collector(context);
    context.fireExceptionCaught(collector == null ? cause : collector.redacted(cause));
  }

  /** What of an answer is not HTTP is quoted by the exception. */
  private static void seal(DecoderResult result, HttpObject object, ResponseCollector collector) {
    if (result.isFailure()) {
      object.setDecoderResult(DecoderResult.failure(collector.redacted(result.cause())));
    }
  }

  /** The response with the few fields that the library acts upon. */
  private static HttpResponse withoutFields(HttpResponse response) {
    DefaultHttpResponse sealed =
        new DefaultHttpResponse(
            response.protocolVersion(), HttpResponseStatus.valueOf(response.status().code()));
    sealed.setDecoderResult(response.decoderResult());
    HttpHeaders fields = sealed.headers();
    fields.set(
        HttpHeaderNames.CONNECTION,
        keepsAlive(response) ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    if (response.status().equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)) {
      fields.set(
          HttpHeaderNames.PROXY_AUTHENTICATE,
          response.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE));
    }
    return sealed;
  }

  private static boolean keepsAlive(HttpResponse response) {
    return HttpUtil.isKeepAlive(response)
        && !HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(
            response.headers().get(HttpHeaderNames.PROXY_CONNECTION, ""));
  }

  @Nullable
  private static ResponseCollector collector(ChannelHandlerContext context) {
    return Channels.getAttribute(context.channel()) instanceof NettyResponseFuture<?> future
            && future.getAsyncHandler() instanceof ResponseCollector collector
        ? collector
        : null;
  }
}
