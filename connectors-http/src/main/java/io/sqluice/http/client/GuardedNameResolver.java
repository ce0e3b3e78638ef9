package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves hosts that servers name. Refuses those with any address that is not allowed, however it
 * is spelt: what is checked is what the lookup gave, and the connection is made to that, so a name
 * that answers differently the next time gains nothing.
 */
final class GuardedNameResolver extends InetNameResolver {

  private final InetNameResolver names;
  private final Predicate<InetAddress> allowed;

  GuardedNameResolver(InetNameResolver names, Predicate<InetAddress> allowed) {
    super(ImmediateEventExecutor.INSTANCE);
    this.names = names;
    this.allowed = allowed;
  }

  @Override
  protected void doResolve(String name, Promise<InetAddress> promise) {
    names
        .resolveAll(name)
        .addListener(
            (Future<List<InetAddress>> found) -> {
              Throwable failure = failure(found);
              if (failure == null) {
                promise.trySuccess(found.getNow().get(0));
              } else {
                promise.tryFailure(failure);
              }
            });
  }

  @Override
  protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
    names
        .resolveAll(name)
        .addListener(
            (Future<List<InetAddress>> found) -> {
              Throwable failure = failure(found);
              if (failure == null) {
                promise.trySuccess(found.getNow());
              } else {
                promise.tryFailure(failure);
              }
            });
  }

  private Throwable failure(Future<List<InetAddress>> found) {
    if (!found.isSuccess()) {
      return found.cause();
    }
    return found.getNow().stream()
        .filter(allowed.negate())
        .findFirst()
        .map(PrivateAddressException::new)
        .orElse(null);
  }
}
