package io.sqluice.http.auth;

import io.sqluice.http.client.Authenticator;
import java.util.concurrent.CompletableFuture;

/** The same header with every request. */
final class FixedHeader {

  private FixedHeader() {}

  static Authenticator of(String name, String value) {
    return request -> CompletableFuture.completedFuture(request.withHeader(name, value));
  }
}
