package io.sqluice.http.request;

import io.sqluice.http.request.TemplatePart.Literal;
import io.sqluice.http.request.TemplatePart.Placeholder;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a table's url must be (RFC 3986, RFC 9110, 4.2): cuts it into its parts and checks them. */
final class UrlRules {

  private static final String EXPECTED =
      "expected an absolute URL such as https://api.example.com/v1/items";
  private static final Pattern ORIGIN = Pattern.compile("(?<scheme>[^:/?#]*)://(?<host>[^/?#]*)");
  private static final Pattern HOST =
      Pattern.compile("(?<name>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final Pattern LOOSE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final List<TemplatePart> parts;
  private final Consumer<String> problems;
  private boolean valid = true;

  private UrlRules(List<TemplatePart> parts, Consumer<String> problems) {
    this.parts = parts;
    this.problems = problems;
  }

  /** The URL of a template; empty if it is wrong, which the problems then say. */
  static Optional<UrlTemplate> compile(Template template, Consumer<String> problems) {
    return new UrlRules(template.parts(), problems).compile();
  }

  private Optional<UrlTemplate> compile() {
    String start = parts.isEmpty() ? "" : parts.get(0) instanceof Literal l ? l.text() : "";
    Matcher origin = ORIGIN.matcher(start);
    if (!origin.lookingAt()) {
      return start.isEmpty() && !parts.isEmpty() ? placeholderInOrigin() : noScheme(start);
    }
    String rest = start.substring(origin.end());
    if (rest.isEmpty() && parts.size() > 1) {
      return placeholderInOrigin();
    }
    checkScheme(origin.group("scheme"));
    checkAuthority(origin.group("host"));
    List<TemplatePart> behind = new ArrayList<>(parts.subList(1, parts.size()));
    behind.add(0, new Literal(rest));
    List<TemplatePart> path = new ArrayList<>();
    List<TemplatePart> query = new ArrayList<>();
    split(behind, path, query);
    check("path", path, c -> PercentEncoding.isPathCharacter(c) || c == '/' || c == '%');
    // Most people write spaces and the like into a query as they are; those are encoded for them.
    check("query", query, c -> !Character.isISOControl(c) && c != '#');
    return valid ? Optional.of(UrlTemplate.of(origin.group(), path, query)) : Optional.empty();
  }

  private Optional<UrlTemplate> noScheme(String start) {
    String shown = start.replaceFirst("^.*@", "***@");
    problem(Excerpt.of(shown) + " has no scheme; " + EXPECTED);
    return Optional.empty();
  }

  private Optional<UrlTemplate> placeholderInOrigin() {
    String placeholder =
        parts.stream()
            .filter(Placeholder.class::isInstance)
            .map(part -> ((Placeholder) part).source())
            .findFirst()
            .orElseThrow();
    problem(
        placeholder
            + " stands before the path, but a value can never choose scheme, host or port; expected"
            + " them spelt out, and a '/' before the first placeholder");
    return Optional.empty();
  }

  private void checkScheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals("http") && !lower.equals("https")) {
      problem("the scheme is " + Excerpt.of(scheme) + "; expected http or https");
    }
  }

  private void checkAuthority(String authority) {
    Matcher host = HOST.matcher(authority);
    if (authority.contains("@")) {
      // The message leaves the credentials out.
      problem(
          "there is a user or password before the '@' of the host; expected none, because a URL"
              + " ends up in logs: send credentials in headers.Authorization");
    } else if (authority.isEmpty() || authority.startsWith(":")) {
      problem("there is no host behind '://'; " + EXPECTED);
    } else if (!host.matches()) {
      problem(
          "the host is "
              + Excerpt.of(authority)
              + "; expected a name, an IPv4 address or an IPv6 address in brackets, and a port"
              + " behind ':' if any"
              + ascii(authority));
    } else if (host.group("port") != null && !isPort(host.group("port"))) {
      problem("the port is " + host.group("port") + "; expected 1 to 65535");
    }
  }

  private static boolean isPort(String port) {
    int number = Integer.parseInt(port);
    return number >= 1 && number <= 65_535;
  }

  private static String ascii(String host) {
    try {
      String ascii = IDN.toASCII(host);
      return HOST.matcher(ascii).matches() ? "; write " + ascii : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A query that starts with its question mark alone keeps it as an empty literal. */
  private static void split(
      List<TemplatePart> parts, List<TemplatePart> path, List<TemplatePart> query) {
    List<TemplatePart> target = path;
    for (TemplatePart part : parts) {
      int mark = target == path && part instanceof Literal l ? l.text().indexOf('?') : -1;
      if (mark >= 0) {
        String text = ((Literal) part).text();
        addText(path, text.substring(0, mark));
        query.add(new Literal(text.substring(mark + 1)));
        target = query;
      } else if (part instanceof Literal literal) {
        addText(target, literal.text());
      } else {
        target.add(part);
      }
    }
  }

  private static void addText(List<TemplatePart> target, String text) {
    if (!text.isEmpty()) {
      target.add(new Literal(text));
    }
  }

  private void check(String where, List<TemplatePart> parts, IntPredicate legal) {
    for (TemplatePart part : parts) {
      if (!(part instanceof Literal literal)) {
        continue;
      }
      String text = literal.text();
      if (text.indexOf('#') >= 0) {
        problem(
            "there is a '#' in the "
                + where
                + ", but a fragment is never sent to a server; expected none, or %23 for the sign"
                + " itself");
        text = text.replace("#", "");
      }
      if (LOOSE_PERCENT.matcher(text).find()) {
        problem(
            "the "
                + where
                + " has a '%' that two hexadecimal digits do not follow; expected an escape such as"
                + " %20, or %25 for the sign itself");
      }
      String illegal =
          text.codePoints()
              .filter(legal.negate())
              .distinct()
              .mapToObj(UrlRules::replacement)
              .collect(Collectors.joining(", "));
      if (!illegal.isEmpty()) {
        problem("the " + where + " holds characters that a URL cannot; write " + illegal);
      }
    }
  }

  private static String replacement(int c) {
    String text = Character.toString(c);
    return PercentEncoding.encode(text) + " for " + Excerpt.of(text);
  }

  private void problem(String message) {
    valid = false;
    problems.accept(message);
  }
}
