package io.sqluice.http.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of certificates or of a key in PEM (RFC 7468), as an option names it. */
final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final long MAX_BYTES = 10L * 1024 * 1024;

  private final String option;
  private final String path;
  private final List<Block> blocks = new ArrayList<>();

  /** One block: what its first line says it is, and what it holds in Base64. */
  private record Block(String label, String base64) {}

  /**
   * Reads a file.
   *
   * @param option the option that names it, for messages
   * @throws TlsFileException if it cannot be read
   */
  PemFile(String option, String path) {
    this.option = option;
    this.path = path;
    Matcher matcher = BLOCK.matcher(text());
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
  }

  private String text() {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MAX_BYTES) {
        throw problem("is larger than " + MAX_BYTES + " bytes", "Name a PEM file", null);
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException missing) {
      // No cause: it would only say the path once more.
      throw problem("does not exist on this worker", "Put it there, or correct the path", null);
    } catch (AccessDeniedException forbidden) {
      throw problem("may not be read", "Let the user that Flink runs as read it", forbidden);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw problem("cannot be read: " + unreadable.getMessage(), "Name a PEM file", unreadable);
    }
  }

  /**
   * The certificates, in their order.
   *
   * @throws TlsFileException if there are none, or one is damaged
   */
  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw problem(
          "holds no certificate (" + found() + ")",
          "Name a PEM file with '-----BEGIN CERTIFICATE-----'",
          null);
    }
    return List.copyOf(certificates);
  }

  private X509Certificate certificate(Block block, int number) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(decode(block)));
    } catch (CertificateException | IllegalArgumentException damaged) {
      throw problem("is damaged in certificate " + number, "Copy it anew", damaged);
    }
  }

  /**
   * The only private key.
   *
   * @throws TlsFileException if there is none that can be used
   */
  PrivateKey privateKey() {
    for (Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY":
          return privateKey(block);
        case "ENCRYPTED PRIVATE KEY":
          throw problem(
              "holds an encrypted key",
              "Decrypt it: openssl pkcs8 -in " + path + " -out <new file>",
              null);
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY":
          throw problem(
              "holds a key in an older form than PKCS #8",
              "Convert it: openssl pkcs8 -topk8 -nocrypt -in " + path + " -out <new file>",
              null);
        default:
          break;
      }
    }
    throw problem(
        "holds no private key (" + found() + ")",
        "Name a PEM file with '-----BEGIN PRIVATE KEY-----'",
        null);
  }

  private PrivateKey privateKey(Block block) {
    GeneralSecurityException last = null;
    try {
      PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(decode(block));
      for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(key);
        } catch (GeneralSecurityException otherAlgorithm) {
          last = otherAlgorithm;
        }
      }
    } catch (IllegalArgumentException damaged) {
      throw problem("is damaged", "Copy it anew", damaged);
    }
    throw problem("holds no RSA, EC or EdDSA key", "Use a key of one of these kinds", last);
  }

  private static byte[] decode(Block block) {
    return Base64.getMimeDecoder().decode(block.base64());
  }

  private String found() {
    return blocks.isEmpty() ? "nothing in PEM" : "only " + blocks.get(0).label();
  }

  private String absolute() {
    try {
      return Path.of(path).toAbsolutePath().toString();
    } catch (InvalidPathException noPath) {
      return path;
    }
  }

  /**
   * What is wrong with the file.
   *
   * @param what continues "the file x ..."
   * @param advice one sentence without its full stop
   */
  TlsFileException problem(String what, String advice, Throwable cause) {
    return new TlsFileException(
        "'" + option + "': the file " + absolute() + " " + what + ". " + advice + ".", cause);
  }
}
