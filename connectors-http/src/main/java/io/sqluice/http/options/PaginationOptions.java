package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.pagination.PaginationConfig;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** How answers are read page by page. */
public final class PaginationOptions {

  public static final ConfigOption<String> PAGINATION_TYPE =
      key("pagination.type")
          .stringType()
          .defaultValue("none")
          .withDescription(
              "none, page-based, offset-based, cursor-based, header-based, link-header or"
                  + " body_link-based.");

  public static final ConfigOption<String> PAGINATION_PAGE_PARAM =
      key("pagination.page_param")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("pagination.page-param")
          .withDescription(
              "The query parameter that numbers the pages (page-based, 'page' without it) or the"
                  + " records (offset-based, 'offset' without it).");

  public static final ConfigOption<Integer> PAGINATION_SIZE =
      key("pagination.size")
          .intType()
          .noDefaultValue()
          .withFallbackKeys("pagination.limit")
          .withDescription("The records to ask for at a time; without it the API decides.");

  public static final ConfigOption<String> PAGINATION_SIZE_PARAM =
      key("pagination.size_param")
          .stringType()
          .defaultValue("limit")
          .withFallbackKeys("pagination.size-param", "pagination.limit_param")
          .withDescription("The query parameter that takes pagination.size.");

  public static final ConfigOption<String> PAGINATION_COUNT_JQ =
      key("pagination.count-jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program over the whole answer that gives the number of records in the page,"
                  + " such as '.items | length'. Without it they are the rows that jq makes, which"
                  + " is wrong if it drops some or makes several of one.");

  public static final ConfigOption<String> PAGINATION_CURSOR_PARAM =
      key("pagination.cursor_param")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("pagination.cursor-param")
          .withDescription(
              "The query parameter that takes the cursor (cursor-based, 'cursor' without it;"
                  + " header-based, where without it the header has a link).");

  public static final ConfigOption<String> PAGINATION_CURSOR_ID =
      key("pagination.cursor_id")
          .stringType()
          .defaultValue("id")
          .withFallbackKeys("pagination.cursor-id")
          .withDescription(
              "cursor-based: the field of the last record that is the next cursor, or, with a"
                  + " leading dot, a jq path into the whole answer.");

  public static final ConfigOption<String> PAGINATION_NEXT_HEADER =
      key("pagination.next_header")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("pagination.next-header")
          .withDescription(
              "header-based: the field of the answer's header with the next cursor, if there is a"
                  + " pagination.cursor_param, else with the link to the next page.");

  public static final ConfigOption<String> PAGINATION_BODY_LINK_PATH =
      key("pagination.body_link_path")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("pagination.body-link-path", "pagination.body_link-path")
          .withDescription(
              "body_link-based: a jq path into the whole answer to the link to the next page, such"
                  + " as '.links.next'.");

  public static final ConfigOption<String> PAGINATION_START =
      key("pagination.start")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("pagination.page_start")
          .withDescription(
              "The first page's number (page-based, 0 without it), offset (offset-based, 0 without"
                  + " it) or cursor (cursor- and header-based, none without it).");

  public static final ConfigOption<String> PAGINATION_EMPTY_PAGE =
      key("pagination.empty-page")
          .stringType()
          .defaultValue("stop")
          .withDescription(
              "Whether a page without records ends the poll: stop, or continue while a next page"
                  + " is named (page-based: until pagination.stop-jq says so).");

  public static final ConfigOption<String> PAGINATION_STOP_JQ =
      key("pagination.stop-jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program over the whole answer; if it gives neither null nor false, this page"
                  + " is the poll's last, such as '.page == .pages'. Its rows count.");

  public static final ConfigOption<Integer> PAGINATION_MAX_PAGES =
      key("pagination.max-pages")
          .intType()
          .defaultValue(1_000)
          .withDescription("Pages of one poll or lookup; a further one fails it.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          PAGINATION_TYPE,
          PAGINATION_PAGE_PARAM,
          PAGINATION_SIZE,
          PAGINATION_SIZE_PARAM,
          PAGINATION_COUNT_JQ,
          PAGINATION_CURSOR_PARAM,
          PAGINATION_CURSOR_ID,
          PAGINATION_NEXT_HEADER,
          PAGINATION_BODY_LINK_PATH,
          PAGINATION_START,
          PAGINATION_EMPTY_PAGE,
          PAGINATION_STOP_JQ,
          PAGINATION_MAX_PAGES);

  private PaginationOptions() {}

  /** How the answers of a table are read page by page. */
  public static PaginationConfig read(TableOptions options) {
    return new PaginationReader(options).read();
  }
}
