package io.sqluice.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A host that a server named has an address that is not public. */
final class PrivateAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException(InetAddress address) {
    super(address.getHostAddress());
  }
}
