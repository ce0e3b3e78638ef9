package io.sqluice.http.client;

import org.asynchttpclient.uri.Uri;

/**
 * Follows the links that answers give to the next page, under the same rules as redirects: to
 * another origin only with {@code redirects} = all and only to hosts that {@code url.allowed-hosts}
 * names, without credentials. Thread-safe.
 */
public final class NextLinks {

  private final HostPolicy policy;

  public NextLinks(HostRules rules) {
    this.policy = new HostPolicy(rules);
  }

  /**
   * The absolute URL that a link means, without userinfo and fragment.
   *
   * @param pageUrl the URL of the page that has the link, after redirects
   * @param link a reference (RFC 3986), absolute or relative to the page
   * @throws LinkException if it means no http or https URL
   */
  public static String resolve(String pageUrl, String link) throws LinkException {
    try {
      return References.resolve(Uri.create(pageUrl), link).toUrlWithoutUserInfo();
    } catch (IllegalArgumentException noUrl) {
      throw noUrl(link);
    }
  }

  /**
   * The request for the page that a link leads to: the table's own request at that URL. If it is of
   * another origin, the request is {@linkplain HttpRequest#foreign foreign}.
   *
   * @param first the request that the table's options make, which says what is its own origin
   * @param url as {@link #resolve} gives it
   * @throws LinkException if it may not be followed; the message says why
   */
  public HttpRequest follow(HttpRequest first, String url) throws LinkException {
    Uri target;
    try {
      target = References.resolve(Uri.create(first.url()), url);
    } catch (IllegalArgumentException noUrl) {
      throw noUrl(url);
    }
    if (!HostPolicy.stays(first, target)) {
      Origin origin = Origin.of(target);
      HostPolicy.Refusal refusal = policy.refusal(first, origin).orElse(null);
      if (refusal != null) {
        throw new LinkException(
            "the link to the next page leads to %s, %s; if that host is to be trusted, %s"
                .formatted(origin, refusal.reason(), refusal.advice()));
      }
    }
    return HostPolicy.moved(first, target);
  }

  private static LinkException noUrl(String link) {
    return new LinkException(
        "the link to the next page is '%s', expected an http or https URL or a reference to one"
            .formatted(BodyQuote.cut(link)));
  }
}
