package io.sqluice.http.pagination;

import io.sqluice.http.client.HostRules;
import io.sqluice.http.client.NextLinks;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How a table is read page by page, as its options give it, validated.
 *
 * @param steps how one page leads to the next
 * @param size the page size to ask for; null to ask for none
 * @param count counts the records of a page in its body; null to count the rows that jq makes
 * @param end when a poll ends though a next page is named
 */
public record PaginationConfig(
    PageSteps steps, @Nullable PageSize size, @Nullable BodyExpression count, End end)
    implements Serializable {

  /** One request a poll. */
  public static final PaginationConfig NONE =
      new PaginationConfig(new SinglePage(), null, null, End.AT_EMPTY_PAGE);

  /**
   * When a poll ends though a next page is named.
   *
   * @param afterEmptyPage whether it goes on after a page without records
   * @param stop says whether a page is the last one; null for no such rule
   */
  public record End(boolean afterEmptyPage, @Nullable BodyExpression stop) implements Serializable {

    /** At the first page without records. */
    public static final End AT_EMPTY_PAGE = new End(false, null);
  }

  /** Whether a poll is one request. */
  public boolean isSinglePage() {
    return steps instanceof SinglePage;
  }

  /**
   * The pagination that these options ask for.
   *
   * @param hosts where links to the next page may lead
   */
  public Pagination create(HostRules hosts) {
    return new NextPages(this, new NextLinks(hosts));
  }
}
