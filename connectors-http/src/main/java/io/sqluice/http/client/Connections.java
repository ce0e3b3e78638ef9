package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import java.net.InetAddress;
import java.util.function.Predicate;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.channel.ChannelPoolPartitioning;
import org.asynchttpclient.channel.ChannelPoolPartitioning.PerHostChannelPoolPartitioning;

/** Knows how a table's requests reach their hosts. Stateless. */
final class Connections {

  /**
   * Keeps connections to checked addresses apart: the one in the pool may be to an address that
   * would not be allowed.
   */
  private static final ChannelPoolPartitioning CHECKED_ONLY =
      (uri, virtualHost, proxy) ->
          new CheckedPartition(
              PerHostChannelPoolPartitioning.INSTANCE.getPartitionKey(uri, virtualHost, proxy));

  private record CheckedPartition(Object host) {}

  private final AsyncHttpClient client;
  private final InetNameResolver names;
  private final InetNameResolver foreignNames;
  private final boolean allowPrivate;

  /**
   * @param names resolves any host
   * @param isPublic the addresses that foreign hosts may have
   * @param allowPrivate whether they may have any
   */
  Connections(
      AsyncHttpClient client,
      InetNameResolver names,
      Predicate<InetAddress> isPublic,
      boolean allowPrivate) {
    this.client = client;
    this.names = names;
    this.foreignNames = new GuardedNameResolver(names, isPublic);
    this.allowPrivate = allowPrivate;
  }

  AsyncHttpClient client() {
    return client;
  }

  /** Says how a request reaches its host. */
  void route(HttpRequest request, RequestBuilder builder) {
    if (request.foreign() && !allowPrivate) {
      builder.setNameResolver(foreignNames).setChannelPoolPartitioning(CHECKED_ONLY);
    } else {
      builder.setNameResolver(names);
    }
  }
}
