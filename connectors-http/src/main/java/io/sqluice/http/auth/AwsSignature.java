package io.sqluice.http.auth;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/**
 * Signs requests by AWS Signature Version 4 ("Authenticating Requests" in the AWS documentation),
 * in the Authorization header. Immutable.
 *
 * @param sessionToken of temporary credentials; null for none
 */
record AwsSignature(
    String accessKey,
    String secretKey,
    @Nullable String sessionToken,
    String region,
    String service) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SCOPE_END = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What proxies, and our own client, may change on the way. */
  private static final Set<String> NOT_SIGNED =
      Set.of(
          "accept-encoding",
          "authorization",
          "connection",
          "expect",
          "te",
          "transfer-encoding",
          "user-agent",
          "x-amzn-trace-id");

  /** Sorts below all that a name can hold, so that a=1 comes before a1=1. */
  private static final char SEPARATOR = '\u0001';

  /** The request with its signature, which holds for a few minutes around an instant. */
  HttpRequest sign(HttpRequest request, Instant at) {
    String time = TIME.format(at);
    String bodyHash = hex(sha256(request.body() == null ? new byte[0] : request.body()));
    HttpRequest dated = request.withHeader("X-Amz-Date", time);
    if (sessionToken != null) {
      dated = dated.withHeader("X-Amz-Security-Token", sessionToken);
    }
    if (isObjectStore()) {
      dated = dated.withHeader("X-Amz-Content-Sha256", bodyHash);
    }
    UrlParts url = UrlParts.of(dated.url());
    SortedMap<String, String> headers = signedHeaders(dated, url.host());
    String names = String.join(";", headers.keySet());
    String canonical =
        String.join(
            "\n",
            request.method(),
            canonicalPath(url.path()),
            canonicalQuery(url.query()),
            headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            bodyHash);
    String scope = String.join("/", time.substring(0, 8), region, service, SCOPE_END);
    String toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(bytes(canonical))));
    return dated.withHeader(
        "Authorization",
        ALGORITHM
            + " Credential="
            + accessKey
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(signingKey(time.substring(0, 8)), toSign)));
  }

  private byte[] signingKey(String day) {
    byte[] ofDay = hmac(bytes("AWS4" + secretKey), day);
    return hmac(hmac(hmac(ofDay, region), service), SCOPE_END);
  }

  /** S3 takes paths as they are, and wants to know the body's hash. */
  private boolean isObjectStore() {
    return service.equals("s3") || service.startsWith("s3-");
  }

  private static SortedMap<String, String> signedHeaders(HttpRequest request, String host) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!NOT_SIGNED.contains(name)) {
        String value = header.value().strip().replaceAll(" +", " ");
        headers.merge(name, value, (before, more) -> before + "," + more);
      }
    }
    headers.putIfAbsent("host", host);
    return headers;
  }

  /** Without needless segments, and each segment encoded once more than it is sent. */
  private String canonicalPath(String path) {
    if (isObjectStore()) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(HttpRequest.encode(segment));
      }
    }
    String slash = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
    return "/" + String.join("/", segments) + slash;
  }

  private static String canonicalQuery(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.isEmpty())
        .map(AwsSignature::canonicalParameter)
        .sorted()
        .map(parameter -> parameter.replace(SEPARATOR, '='))
        .collect(Collectors.joining("&"));
  }

  private static String canonicalParameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    return UrlParts.encodeAnew(name) + SEPARATOR + UrlParts.encodeAnew(value);
  }

  private static byte[] hmac(byte[] key, String text) {
    return HmacAlgorithm.SHA256.sign(key, bytes(text));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "AwsSignature[region=" + region + ", service=" + service + "]";
  }
}
