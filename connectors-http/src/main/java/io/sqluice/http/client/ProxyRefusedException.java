package io.sqluice.http.client;

import java.io.IOException;

/** The proxy did not open the tunnel that CONNECT asks for (RFC 9110, section 9.3.6). */
final class ProxyRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int statusCode;

  ProxyRefusedException(int statusCode) {
    super("status " + statusCode);
    this.statusCode = statusCode;
  }

  int statusCode() {
    return statusCode;
  }
}
