package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks names up as the JDK does (its cache, hosts file and system properties), on threads of its
 * own because the JDK's lookup blocks.
 */
final class BackgroundNameResolver extends InetNameResolver {

  private final Executor lookups;

  BackgroundNameResolver(Executor lookups) {
    super(ImmediateEventExecutor.INSTANCE);
    this.lookups = lookups;
  }

  @Override
  protected void doResolve(String name, Promise<InetAddress> promise) {
    lookUp(promise, () -> InetAddress.getByName(name));
  }

  @Override
  protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
    lookUp(promise, () -> List.of(InetAddress.getAllByName(name)));
  }

  private <T> void lookUp(Promise<T> promise, Lookup<T> lookup) {
    try {
      lookups.execute(
          () -> {
            try {
              promise.trySuccess(lookup.run());
            } catch (IllegalArgumentException oddLiteral) {
              // How newer JDKs refuse 0x7f.1 and the like.
              promise.tryFailure(new UnknownHostException(oddLiteral.getMessage()));
            } catch (UnknownHostException | RuntimeException failure) {
              promise.tryFailure(failure);
            }
          });
    } catch (RejectedExecutionException closed) {
      promise.tryFailure(closed);
    }
  }

  private interface Lookup<T> {
    T run() throws UnknownHostException;
  }
}
