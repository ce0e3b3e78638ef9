package io.sqluice.http.client;

import java.util.Locale;
import org.asynchttpclient.uri.Uri;

/**
 * Where a URL leads: scheme, host and port (RFC 6454). Two are equal if credentials for one may be
 * sent to the other.
 *
 * @param port explicit, also where it is the scheme's own
 */
record Origin(String scheme, String host, int port) {

  static Origin of(Uri uri) {
    return new Origin(
        uri.getScheme(), uri.getHost().toLowerCase(Locale.ROOT), uri.getExplicitPort());
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /**
   * Whether a redirect to another origin stays at home: the same one, or https on the same host,
   * both at the port that their scheme has of its own. At any other port another service may
   * answer.
   */
  boolean isSameOrUpgradedTo(Origin target) {
    return equals(target)
        || (!isSecure()
            && target.isSecure()
            && host.equals(target.host)
            && hasOwnPort()
            && target.hasOwnPort());
  }

  private boolean hasOwnPort() {
    return port == (isSecure() ? 443 : 80);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (hasOwnPort() ? "" : ":" + port);
  }
}
