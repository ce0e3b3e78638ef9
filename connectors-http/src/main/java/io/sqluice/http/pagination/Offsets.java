package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.NextLinks;
import io.sqluice.http.response.ExtractedPage;
import javax.annotation.Nullable;

/**
 * Counts the records in a query parameter ({@code offset-based}). The offset moves by the records
 * that came, not by those asked for: servers cap the page size.
 *
 * @param parameter the query parameter with the number of records to pass over
 * @param first the first page's offset
 * @param mostRecords the records that a page can have, if the records are counted by the rows that
 *     jq makes and a size is asked for; null for no limit
 */
public record Offsets(String parameter, long first, @Nullable Integer mostRecords)
    implements PageSteps {

  private static final long serialVersionUID = 1L;

  @Override
  public String firstToken() {
    return Long.toString(first);
  }

  @Override
  public HttpRequest request(HttpRequest firstPage, String token, NextLinks links) {
    return firstPage.withParam(parameter, token);
  }

  @Override
  public String nextToken(@Nullable String token, ExtractedPage page, long records)
      throws PaginationException {
    if (mostRecords != null && records > mostRecords) {
      throw new PaginationException(
          "offset-based pagination: found %d rows in a page of at most %d records (pagination.size), expected a row a record, because the offset moves by the records; say in pagination.count-jq how many records a page has, such as '.items | length'"
              .formatted(records, mostRecords));
    }
    return Counting.up(token == null ? firstToken() : token, records, "offset of a page");
  }

  @Override
  public String adviceIfStuck() {
    return "check pagination.count-jq, which must count the records of a page";
  }
}
