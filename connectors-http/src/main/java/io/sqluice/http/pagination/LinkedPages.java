package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.LinkException;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Follows the link that each answer names. A link has all of its query: the table's parameters are
 * not added again. Tokens are absolute URLs.
 *
 * @param place where an answer names its link
 */
public record LinkedPages(LinkPlace place) implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  @Nullable
  public String firstToken() {
    return null;
  }

  @Override
  public HttpRequest request(HttpRequest first, String token, NextLinks links)
      throws PaginationException {
    try {
      return links.follow(first, token);
    } catch (LinkException refused) {
      throw failure(refused);
    }
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page, long records)
      throws PaginationException {
    String link = place.find(page);
    if (link == null) {
      return null;
    }
    String answered = page.response().url();
    try {
      String next = NextLinks.resolve(answered, link);
      if (token == null && next.equals(NextLinks.resolve(answered, answered))) {
        throw NextPages.stuck(next, this);
      }
      return next;
    } catch (LinkException noUrl) {
      throw failure(noUrl);
    }
  }

  private PaginationException failure(LinkException failure) {
    return new PaginationException(place.name() + ": " + failure.getMessage());
  }

  @Override
  public String adviceIfStuck() {
    return "the link is that of " + place.name() + "; check whether it is the one to the next page";
  }
}
