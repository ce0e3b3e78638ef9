package io.sqluice.http.client;

import io.sqluice.http.client.HttpRequest.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.asynchttpclient.uri.Uri;

/**
 * Decides where a server may send us, and what goes along: with redirects and with links to a next
 * page. Stateless.
 */
final class HostPolicy {

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

  private final HostRules rules;

  HostPolicy(HostRules rules) {
    this.rules = rules;
  }

  /**
   * Why a target is not gone to.
   *
   * @param reason continues "... leads to https://host"
   * @param advice whole sentences
   */
  record Refusal(String reason, String advice) {}

  /** Why a request may not go on at another origin; empty if it may. */
  Optional<Refusal> refusal(HttpRequest request, Origin target) {
    if (rules.redirects() != RedirectPolicy.ALL) {
      return Optional.of(
          new Refusal(
              "which 'redirects' = '" + word(rules.redirects()) + "' does not follow",
              "set 'redirects' to 'all'"));
    }
    if (!rules.allowedHosts().allow(target.host(), target.port())) {
      return Optional.of(
          new Refusal(
              "which 'url.allowed-hosts' does not name",
              "add '" + target.host() + "' to 'url.allowed-hosts'"));
    }
    if (request.body() != null) {
      return Optional.of(
          new Refusal(
              "another origin, to which the body of the request is not sent",
              "use GET if the API takes it"));
    }
    return Optional.empty();
  }

  /** Whether a request keeps its credentials on the way to a target. */
  static boolean stays(HttpRequest request, Uri target) {
    return Origin.of(Uri.create(request.url())).isSameOrUpgradedTo(Origin.of(target));
  }

  /**
   * A request at another URL. If that is of another origin, or the request has left its own before,
   * it is foreign and has of the headers only those that hold no credentials.
   */
  static HttpRequest moved(HttpRequest request, Uri target) {
    boolean foreign = request.foreign() || !stays(request, target);
    List<Header> headers =
        request.headers().stream()
            .filter(
                header ->
                    !foreign || FOR_ANY_ORIGIN.contains(header.name().toLowerCase(Locale.ROOT)))
            .toList();
    return new HttpRequest(
        request.method(), target.toUrlWithoutUserInfo(), headers, request.body(), foreign);
  }

  static String word(RedirectPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
