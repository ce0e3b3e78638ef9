package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/** One page a poll: the request as it is. */
record NoPagination() implements Pagination {

  @Override
  @Nullable
  public String firstToken() {
    return null;
  }

  @Override
  public HttpRequest apply(HttpRequest request, @Nullable String token) {
    return request;
  }

  @Override
  @Nullable
  public String nextToken(@Nullable String token, ExtractedPage page) {
    return null;
  }
}
