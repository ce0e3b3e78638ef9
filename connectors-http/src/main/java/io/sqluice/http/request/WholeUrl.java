package io.sqluice.http.request;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.request.TemplatePart.Literal;
import io.sqluice.http.request.TemplatePart.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A URL that is data as a whole. It has to be what a table's url has to be, and its host one that
 * the table allows.
 *
 * @param placeholder whose value it is
 * @param sendsSecrets whether the rest of the request refers to secrets
 */
record WholeUrl(Placeholder placeholder, AllowedHosts hosts, boolean sendsSecrets)
    implements UrlSource {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  @Override
  public String render(Map<String, Object> values, List<String> parameters) {
    String text = placeholder.text(values);
    if (text.isBlank()) {
      throw unfit("it is empty; expected an absolute URL");
    }
    List<String> problems = new ArrayList<>();
    UrlTemplate url =
        UrlRules.compile(new Template(List.of(new Literal(text))), problems::add)
            .orElseThrow(() -> unfit(String.join("; ", problems)));
    if (!hosts.allow(url.host(), url.port() > 0 ? url.port() : defaultPort(url))) {
      throw unfit(
          "its host '"
              + url.host()
              + "' is none that 'url.allowed-hosts' names; add it there if it is to be trusted");
    }
    if (sendsSecrets && defaultPort(url) == HTTP_PORT) {
      throw unfit(
          "it is not https, and the request carries secrets, which anybody on the way would see");
    }
    return url.render(Map.of(), parameters);
  }

  private static int defaultPort(UrlTemplate url) {
    return url.origin().regionMatches(true, 0, "https:", 0, "https:".length())
        ? HTTPS_PORT
        : HTTP_PORT;
  }

  private TemplateException unfit(String why) {
    return new TemplateException(
        "the value of " + placeholder.source() + " is no URL to ask: " + why);
  }
}
