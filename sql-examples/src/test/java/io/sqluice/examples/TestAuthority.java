package io.sqluice.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority for one test, made with the JDK's keytool. */
final class TestAuthority {

  static final String PASSWORD = "changeit";

  private final Path folder;

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  /** Makes an authority and a certificate of it for a host name. */
  static TestAuthority certifying(String host, Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder);
    String ca = folder.resolve("ca.p12").toString();
    String server = authority.serverKeys().toString();
    String request = folder.resolve("server.csr").toString();
    String certificate = folder.resolve("server.pem").toString();
    String root = folder.resolve("ca.pem").toString();
    keytool(
        "-genkeypair",
        "-keystore",
        ca,
        "-alias",
        "ca",
        "-dname",
        "CN=Test CA",
        "-keyalg",
        "EC",
        "-ext",
        "bc:c=ca:true");
    keytool("-exportcert", "-keystore", ca, "-alias", "ca", "-rfc", "-file", root);
    keytool(
        "-importcert",
        "-noprompt",
        "-keystore",
        authority.trustStore().toString(),
        "-alias",
        "ca",
        "-file",
        root);
    keytool(
        "-genkeypair",
        "-keystore",
        server,
        "-alias",
        "server",
        "-dname",
        "CN=" + host,
        "-keyalg",
        "EC");
    keytool("-certreq", "-keystore", server, "-alias", "server", "-file", request);
    keytool(
        "-gencert",
        "-keystore",
        ca,
        "-alias",
        "ca",
        "-infile",
        request,
        "-outfile",
        certificate,
        "-rfc",
        "-ext",
        "san=dns:" + host);
    keytool("-importcert", "-noprompt", "-keystore", server, "-alias", "ca", "-file", root);
    keytool("-importcert", "-keystore", server, "-alias", "server", "-file", certificate);
    return authority;
  }

  /** The key of the server and its certificate (PKCS 12). */
  Path serverKeys() {
    return folder.resolve("server.p12");
  }

  /** The authority alone (PKCS 12). */
  Path trustStore() {
    return folder.resolve("trust.p12");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
  }
}
