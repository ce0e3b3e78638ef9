package io.sqluice.http.client;

import io.sqluice.http.client.HttpRequest.Header;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asynchttpclient.uri.Uri;

/** Follows redirects (RFC 9110, section 15.4) as far as the policy lets it. Stateless. */
final class Redirects {

  /** The redirects of one attempt that are followed at most. */
  static final int LIMIT = 10;

  /**
   * What any server may see of the table's headers. APIs put their credentials into headers of many
   * names (X-API-Key), so that those which are none are named here, not those which are.
   */
  private static final Set<String> FOR_ANY_ORIGIN =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "content-type",
          "if-modified-since",
          "if-none-match",
          "user-agent");

  private static final Set<String> ABOUT_THE_BODY =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "content-language",
          "content-location",
          "transfer-encoding",
          "digest",
          "last-modified");

  private final RedirectPolicy policy;

  Redirects(RedirectPolicy policy) {
    this.policy = policy;
  }

  /** Whether a response sends us elsewhere. */
  static boolean isRedirect(RawResponse response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> response.headers().containsKey("location");
      default -> false;
    };
  }

  /**
   * The request that a redirect asks for. Without userinfo and fragment; if it goes to another
   * origin, of the headers only with those that hold no credentials.
   *
   * @throws AttemptFailure if the policy refuses the target, or it is no http or https URL
   */
  HttpRequest follow(HttpRequest request, RawResponse response) throws AttemptFailure {
    int code = response.statusCode();
    String location = response.headers().get("location").get(0);
    Uri from = Uri.create(request.url());
    Uri to = resolve(from, location, code);
    Origin here = Origin.of(from);
    Origin there = Origin.of(to);
    boolean stays = here.isSameOrUpgradedTo(there);
    if (policy == RedirectPolicy.NONE || (policy == RedirectPolicy.SAME_ORIGIN && !stays)) {
      throw refused(code, there);
    }
    boolean becomesGet =
        code == 303 || ((code == 301 || code == 302) && request.method().equals("POST"));
    List<Header> headers =
        request.headers().stream()
            .filter(header -> stays || FOR_ANY_ORIGIN.contains(lowerCase(header)))
            .filter(header -> !becomesGet || !ABOUT_THE_BODY.contains(lowerCase(header)))
            .toList();
    return new HttpRequest(
        becomesGet ? "GET" : request.method(),
        to.toUrlWithoutUserInfo(),
        headers,
        becomesGet ? null : request.body());
  }

  private static Uri resolve(Uri from, String location, int code) throws AttemptFailure {
    String reference = percentEncoded(location.strip());
    if (reference.startsWith("?")) {
      // RFC 3986, section 5.2.2: a query alone keeps the whole path. The library drops its end.
      reference = from.getNonEmptyPath() + reference;
    }
    try {
      Uri to = Uri.create(from, reference);
      if (to.getScheme().equals("http") || to.getScheme().equals("https")) {
        return to;
      }
    } catch (IllegalArgumentException noUrl) {
      // Said below, with the other texts that are no use as a target.
    }
    throw AttemptFailure.lastingFault(
        "the server answered with status "
            + code
            + " and a redirect to '"
            + BodyQuote.cut(location)
            + "', which is not an http or https URL",
        "Check 'url'.",
        code,
        null);
  }

  /** Servers send raw UTF-8 and spaces; header fields are read as one character a byte. */
  private static String percentEncoded(String location) {
    StringBuilder encoded = new StringBuilder(location.length());
    for (char c : location.toCharArray()) {
      if (c > ' ' && c < 0x7f) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", c & 0xff));
      }
    }
    return encoded.toString();
  }

  private static String lowerCase(Header header) {
    return header.name().toLowerCase(Locale.ROOT);
  }

  private AttemptFailure refused(int code, Origin target) {
    String name = policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return AttemptFailure.lastingFault(
        "the server answered with status "
            + code
            + " and a redirect to "
            + target
            + ", which 'redirects' = '"
            + name
            + "' does not follow",
        "Put the new address into 'url', or set 'redirects' to "
            + (policy == RedirectPolicy.NONE ? "'same-origin' or 'all'." : "'all'."),
        code,
        null);
  }
}
