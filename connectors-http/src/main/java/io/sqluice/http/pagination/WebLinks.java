package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.LinkException;
import io.sqluice.http.client.NextLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;

/** Finds a link by its relation among those of an answer (RFC 8288, section 3). */
final class WebLinks {

  private WebLinks() {}

  /**
   * The target of the first link with the relation {@code next}, as the header field has it, maybe
   * relative; null if there is none.
   *
   * @throws PaginationException if there is none among the links that could be read, and others
   *     could not: the poll would end early without a word
   */
  @Nullable
  static String next(HttpResponse response) throws PaginationException {
    List<String> unreadable = new ArrayList<>();
    for (String field : response.headers().getOrDefault("link", List.of())) {
      LinkFieldParser parser = new LinkFieldParser(field);
      for (WebLink link : parser.links()) {
        if (link.isNext() && link.isAbout(response.url())) {
          return link.target();
        }
      }
      if (parser.unreadable() != null) {
        unreadable.add(parser.unreadable());
      }
    }
    if (!unreadable.isEmpty()) {
      throw new PaginationException(
          "the Link header field: found '%s', expected links such as '</items?page=2>; rel=\"next\"' (RFC 8288); if the API writes links in another way, read them with another pagination.type"
              .formatted(unreadable.get(0)));
    }
    return null;
  }

  /**
   * One link.
   *
   * @param target the reference between the angle brackets
   * @param parameters by name in lower case; of several with one name the first, which counts
   */
  record WebLink(String target, Map<String, String> parameters) {

    /** Relation types are separated by spaces and compared without case (section 3.3). */
    boolean isNext() {
      for (String relation : parameters.getOrDefault("rel", "").split("[ \\t]+")) {
        if (relation.toLowerCase(Locale.ROOT).equals("next")) {
          return true;
        }
      }
      return false;
    }

    /** An anchor says that the link is about another resource than the answer (section 3.2). */
    boolean isAbout(String url) {
      String anchor = parameters.get("anchor");
      if (anchor == null) {
        return true;
      }
      try {
        return anchor.indexOf('#') < 0
            && NextLinks.resolve(url, anchor).equals(NextLinks.resolve(url, url));
      } catch (LinkException noUrl) {
        return false;
      }
    }
  }
}
