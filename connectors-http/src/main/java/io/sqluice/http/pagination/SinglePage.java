package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/** One page a poll. */
public record SinglePage() implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  @Nullable
  public String firstToken() {
    return null;
  }

  @Override
  public HttpRequest request(HttpRequest first, String token, NextLinks links) {
    return first;
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page, long records) {
    return null;
  }

  @Override
  public String adviceIfStuck() {
    return "there is no next page";
  }
}
