package io.sqluice.http.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops interim responses (RFC 9110, section 15.2: 100, 102, 103), any number of which may come
 * before the final one. Without it the client would take 103 Early Hints for the answer. We never
 * send Expect or Upgrade, so no interim response is ever meant for us.
 */
final class InterimResponseFilter extends ChannelInboundHandlerAdapter {

  private boolean dropping;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      int code = response.status().code();
      dropping = code >= 100 && code < 200 && code != 101;
    }
    if (dropping && (message instanceof HttpResponse || message instanceof HttpContent)) {
      ReferenceCountUtil.release(message);
      if (message instanceof LastHttpContent) {
        dropping = false;
      }
      return;
    }
    context.fireChannelRead(message);
  }
}
