package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * What calls find around them, and tests replace.
 *
 * @param lease threads and connections
 * @param timer the time
 * @param random uniform in [0, 1), safe for use by several threads
 * @param names looks host names up
 * @param isPublic which addresses are of the public Internet
 */
record CallEnvironment(
    Lease lease,
    CallTimer timer,
    DoubleSupplier random,
    InetNameResolver names,
    Predicate<InetAddress> isPublic) {

  /** The real one. */
  static CallEnvironment of(Lease lease) {
    return new CallEnvironment(
        lease,
        lease.timer(),
        () -> ThreadLocalRandom.current().nextDouble(),
        lease.nameResolver(),
        PublicAddresses::contains);
  }
}
