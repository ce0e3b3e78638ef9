package io.sqluice.http.client;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Whom TLS trusts and who we are to it. The files are read by the worker, when the task opens.
 *
 * @param ca PEM file with the certificates of the CAs that are trusted, and no others; null for
 *     those of the JVM
 * @param clientCert PEM file with our certificate and those between it and its CA; null for none
 * @param clientKey PEM file with its private key (PKCS #8, not encrypted); null for none
 * @param insecure whether any certificate is taken, for any host
 */
public record TlsConfig(
    @Nullable String ca, @Nullable String clientCert, @Nullable String clientKey, boolean insecure)
    implements Serializable {

  /** What the JVM trusts; no certificate of our own. */
  public static final TlsConfig JVM = new TlsConfig(null, null, null, false);
}
