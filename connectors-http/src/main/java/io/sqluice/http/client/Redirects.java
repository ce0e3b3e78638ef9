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

  private final HostRules rules;
  private final HostPolicy policy;

  Redirects(HostRules rules) {
    this.rules = rules;
    this.policy = new HostPolicy(rules);
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
   * origin, it is foreign and has of the headers only those that hold no credentials.
   *
   * @throws AttemptFailure if the rules refuse the target, or it is no http or https URL
   */
  HttpRequest follow(HttpRequest request, RawResponse response) throws AttemptFailure {
    int code = response.statusCode();
    String location = response.headers().get("location").get(0);
    Uri target;
    try {
      target = References.resolve(Uri.create(request.url()), location);
    } catch (IllegalArgumentException noUrl) {
      throw failure(
          code,
          "'" + BodyQuote.cut(location) + "', which is not an http or https URL",
          "Check 'url'.");
    }
    Origin there = Origin.of(target);
    if (rules.redirects() == RedirectPolicy.NONE) {
      throw failure(
          code,
          there + ", which 'redirects' = 'none' does not follow",
          "Put the new address into 'url', or set 'redirects' to 'same-origin' or 'all'.");
    }
    HttpRequest next = becomesGet(request, code) ? asGet(request) : request;
    boolean leaves = request.foreign() || !HostPolicy.stays(request, target);
    HostPolicy.Refusal refusal = leaves ? policy.refusal(next, there).orElse(null) : null;
    if (refusal != null) {
      throw failure(
          code,
          there + ", " + refusal.reason(),
          "Put the new address into 'url', or " + refusal.advice() + ".");
    }
    return HostPolicy.moved(next, target);
  }

  private static boolean becomesGet(HttpRequest request, int code) {
    return code == 303 || ((code == 301 || code == 302) && request.method().equals("POST"));
  }

  private static HttpRequest asGet(HttpRequest request) {
    List<Header> headers =
        request.headers().stream()
            .filter(header -> !ABOUT_THE_BODY.contains(header.name().toLowerCase(Locale.ROOT)))
            .toList();
    return new HttpRequest("GET", request.url(), headers, null, request.foreign());
  }

  private static AttemptFailure failure(int code, String target, String advice) {
    return AttemptFailure.lastingFault(
        "the server answered with status " + code + " and a redirect to " + target,
        advice,
        code,
        null);
  }
}
