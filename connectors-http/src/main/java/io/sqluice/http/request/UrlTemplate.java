package io.sqluice.http.request;

import io.sqluice.http.request.TemplatePart.Literal;
import io.sqluice.http.request.TemplatePart.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A URL whose path and query may hold placeholders. What the user wrote around them stays byte for
 * byte, except that characters which a query cannot hold, such as spaces, are percent-encoded
 * there. Scheme, host and port are fixed.
 *
 * @param origin scheme, host and port, up to where the path starts
 * @param segments the path, cut before each of its slashes
 * @param query the parts behind the question mark, encoded; empty if there is none
 */
record UrlTemplate(String origin, List<Segment> segments, List<TemplatePart> query)
    implements UrlSource {

  /** A slash and what stands behind it up to the next, or the start of a path without a slash. */
  record Segment(List<TemplatePart> parts) {

    /** Checks the segment as a whole: {@code .} and {@code .} from two places make a step. */
    String render(Map<String, Object> values) {
      String text = new Template(parts).render(Placement.PATH, values);
      if (parts.stream().anyMatch(Placeholder.class::isInstance)
          && Placement.hasDotStep(PercentEncoding.decode(text))) {
        throw new TemplateException(
            "the path segment "
                + (hasSecret() ? "with a secret" : Excerpt.of(text))
                + " is a step to another path once its placeholders are filled in; expected a text"
                + " without '.' and '..' as steps");
      }
      return text;
    }

    private boolean hasSecret() {
      return parts.stream()
          .anyMatch(part -> part instanceof Placeholder p && p.secret().isPresent());
    }
  }

  /** A URL of parts that {@link UrlRules} has found to be right. */
  static UrlTemplate of(String origin, List<TemplatePart> path, List<TemplatePart> query) {
    return new UrlTemplate(origin, segments(path), encoded(query));
  }

  /** The host, an IPv6 address in brackets. */
  String host() {
    String authority = authority();
    int colon = portColon(authority);
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  /** The port; 0 if the URL does not say. */
  int port() {
    String authority = authority();
    int colon = portColon(authority);
    return colon < 0 ? 0 : Integer.parseInt(authority.substring(colon + 1));
  }

  private String authority() {
    return origin.substring(origin.indexOf("://") + "://".length());
  }

  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  @Override
  public String render(Map<String, Object> values, List<String> parameters) {
    StringBuilder url = new StringBuilder(origin);
    for (Segment segment : segments) {
      url.append(segment.render(values));
    }
    String own = new Template(query).render(Placement.QUERY, values);
    String separator = "?";
    if (!query.isEmpty()) {
      url.append('?').append(own);
      separator = own.isEmpty() || own.endsWith("&") ? "" : "&";
    }
    for (String parameter : parameters) {
      url.append(separator).append(parameter);
      separator = "&";
    }
    return url.toString();
  }

  private static List<Segment> segments(List<TemplatePart> path) {
    List<Segment> segments = new ArrayList<>();
    List<TemplatePart> segment = new ArrayList<>();
    for (TemplatePart part : path) {
      if (part instanceof Literal literal) {
        for (String piece : literal.text().split("(?=/)")) {
          if (piece.startsWith("/") && !segment.isEmpty()) {
            segments.add(new Segment(List.copyOf(segment)));
            segment.clear();
          }
          segment.add(new Literal(piece));
        }
      } else {
        segment.add(part);
      }
    }
    if (!segment.isEmpty()) {
      segments.add(new Segment(List.copyOf(segment)));
    }
    return List.copyOf(segments);
  }

  private static List<TemplatePart> encoded(List<TemplatePart> query) {
    List<TemplatePart> encoded = new ArrayList<>();
    for (TemplatePart part : query) {
      encoded.add(
          part instanceof Literal literal
              ? new Literal(PercentEncoding.encodeIllegalInQuery(literal.text()))
              : part);
    }
    return List.copyOf(encoded);
  }
}
