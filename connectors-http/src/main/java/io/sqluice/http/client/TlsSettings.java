package io.sqluice.http.client;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.annotation.Nullable;
import javax.net.ssl.SSLException;

/**
 * What the files of {@code tls.*} hold. Two are equal if their contents are, so that a file that
 * was replaced makes new connections.
 *
 * @param trusted the CAs; empty for those of the JVM
 * @param certificates our own and those between it and its CA; empty for none
 * @param key of our certificate; null for none
 * @param insecure whether any certificate is taken, for any host
 */
record TlsSettings(
    List<X509Certificate> trusted,
    List<X509Certificate> certificates,
    @Nullable PrivateKey key,
    boolean insecure) {

  /**
   * Reads the files.
   *
   * @throws TlsFileException if one is of no use
   */
  static TlsSettings read(TlsConfig config) {
    List<X509Certificate> trusted =
        config.ca() == null ? List.of() : new PemFile("tls.ca", config.ca()).certificates();
    if (config.clientCert() == null || config.clientKey() == null) {
      return new TlsSettings(trusted, List.of(), null, config.insecure());
    }
    List<X509Certificate> certificates =
        new PemFile("tls.client-cert", config.clientCert()).certificates();
    PemFile keyFile = new PemFile("tls.client-key", config.clientKey());
    PrivateKey key = keyFile.privateKey();
    if (!belongs(key, certificates.get(0))) {
      throw keyFile.problem(
          "holds another key than that of the first certificate of "
              + config.clientCert()
              + " ('tls.client-cert')",
          "Name the files that belong together",
          null);
    }
    return new TlsSettings(trusted, certificates, key, config.insecure());
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] anything = new byte[32];
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  /** What the client library takes; null for its default, which is the JVM's. */
  @Nullable
  SslContext context() {
    if (trusted.isEmpty() && key == null && !insecure) {
      return null;
    }
    // What the client library sets in its own context, too.
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm(insecure ? "" : "HTTPS");
    if (insecure) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    } else if (!trusted.isEmpty()) {
      builder.trustManager(trusted);
    }
    if (key != null) {
      builder.keyManager(key, certificates);
    }
    try {
      return builder.build();
    } catch (SSLException unusable) {
      throw new TlsFileException(
          "'tls.*': the certificates cannot be used: " + unusable.getMessage() + ".", unusable);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TlsSettings[" + trusted.size() + " CAs, client certificate: " + (key != null) + "]";
  }
}
