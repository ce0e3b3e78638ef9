package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Realm;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.channel.ChannelPoolPartitioning;
import org.asynchttpclient.channel.ChannelPoolPartitioning.PerHostChannelPoolPartitioning;
import org.asynchttpclient.proxy.ProxyServer;
import org.asynchttpclient.uri.Uri;

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
  @Nullable private final ProxyConfig proxy;
  @Nullable private final ProxyServer proxyServer;

  /**
   * @param client made for the settings
   * @param names resolves any host
   * @param isPublic the addresses that foreign hosts may have
   */
  Connections(
      AsyncHttpClient client,
      ClientConfig config,
      ConnectionSettings settings,
      InetNameResolver names,
      Predicate<InetAddress> isPublic) {
    this.client = client;
    this.names = names;
    this.foreignNames = new GuardedNameResolver(names, isPublic);
    this.allowPrivate = config.hosts().allowPrivate();
    this.proxy = config.connection().proxy();
    this.proxyServer = proxy == null ? null : server(proxy, settings.login());
  }

  private static ProxyServer server(ProxyConfig proxy, @Nullable ProxyLogin login) {
    ProxyServer.Builder builder = new ProxyServer.Builder(proxy.host(), proxy.port());
    if (login != null) {
      builder.setRealm(
          new Realm.Builder(login.username(), login.password())
              .setScheme(Realm.AuthScheme.BASIC)
              .setCharset(StandardCharsets.UTF_8)
              .setUsePreemptiveAuth(true)
              .build());
    }
    return builder.build();
  }

  AsyncHttpClient client() {
    return client;
  }

  /** The proxy that requests to a host go through; null if they do not. */
  @Nullable
  ProxyConfig proxyFor(String host) {
    return proxy == null || proxy.exceptions().contains(host) ? null : proxy;
  }

  /**
   * Says how a request reaches its host.
   *
   * @throws AttemptFailure if a foreign host cannot be checked
   */
  void route(HttpRequest request, Uri uri, RequestBuilder builder) throws AttemptFailure {
    boolean checked = request.foreign() && !allowPrivate;
    boolean throughProxy = proxyFor(uri.getHost()) != null;
    if (checked && throughProxy) {
      throw AttemptFailure.lastingFault(
          "the addresses of the host '"
              + uri.getHost()
              + "', to which an answer leads, cannot be checked, because the proxy "
              + proxy
              + " looks them up",
          "If the proxy lets through only what is right, set 'url.allow-private' to 'true'; if the"
              + " host is reached without it, name it in 'proxy.no-proxy'.",
          0,
          null);
    }
    if (throughProxy) {
      builder.setProxyServer(proxyServer);
    }
    if (checked) {
      builder.setNameResolver(foreignNames).setChannelPoolPartitioning(CHECKED_ONLY);
    } else {
      builder.setNameResolver(names);
    }
  }
}
