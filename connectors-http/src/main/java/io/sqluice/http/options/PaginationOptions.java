package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.pagination.PaginationType;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;

/** How answers are read page by page. */
public final class PaginationOptions {

  public static final ConfigOption<String> PAGINATION_TYPE =
      key("pagination.type")
          .stringType()
          .defaultValue("none")
          .withDescription("none, page-based or cursor-based.");

  public static final ConfigOption<String> PAGINATION_PAGE_PARAM =
      key("pagination.page_param")
          .stringType()
          .defaultValue("page")
          .withFallbackKeys("pagination.page-param")
          .withDescription("page-based: the query parameter that numbers the pages.");

  public static final ConfigOption<String> PAGINATION_CURSOR_PARAM =
      key("pagination.cursor_param")
          .stringType()
          .defaultValue("cursor")
          .withFallbackKeys("pagination.cursor-param")
          .withDescription("cursor-based: the query parameter that takes the cursor.");

  public static final ConfigOption<String> PAGINATION_CURSOR_ID =
      key("pagination.cursor_id")
          .stringType()
          .defaultValue("id")
          .withFallbackKeys("pagination.cursor-id")
          .withDescription(
              "cursor-based: the field of the last record that is the next cursor, or, with a"
                  + " leading dot, a jq path into the whole answer.");

  public static final ConfigOption<String> PAGINATION_START =
      key("pagination.start")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The first page's number (page-based, 0 without it) or cursor (cursor-based, none"
                  + " without it).");

  public static final ConfigOption<Integer> PAGINATION_MAX_PAGES =
      key("pagination.max-pages")
          .intType()
          .defaultValue(1_000)
          .withDescription("Pages of one poll; a further one fails the poll.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          PAGINATION_TYPE,
          PAGINATION_PAGE_PARAM,
          PAGINATION_CURSOR_PARAM,
          PAGINATION_CURSOR_ID,
          PAGINATION_START,
          PAGINATION_MAX_PAGES);

  private PaginationOptions() {}

  /** How the answers of a table are read page by page. */
  public static PaginationConfig read(TableOptions options) {
    PaginationType type =
        options.choice(
            PAGINATION_TYPE, PaginationType.values(), "none", "page-based", "cursor-based");
    rejectUnlessType(options, type, PaginationType.PAGE_BASED, PAGINATION_PAGE_PARAM);
    rejectUnlessType(
        options, type, PaginationType.CURSOR_BASED, PAGINATION_CURSOR_PARAM, PAGINATION_CURSOR_ID);
    String start = options.text(PAGINATION_START);
    if (start != null && type == PaginationType.NONE) {
      options.problem(PAGINATION_START.key(), "it needs a 'pagination.type'.");
    }
    if (start != null && type == PaginationType.PAGE_BASED && !start.matches("\\d{1,18}")) {
      options.problem(PAGINATION_START.key(), "found '" + start + "', expected a page number.");
      start = null;
    }
    String cursorId = options.text(PAGINATION_CURSOR_ID);
    if (type == PaginationType.CURSOR_BASED && cursorId.startsWith(".")) {
      options.checkJq(PAGINATION_CURSOR_ID, cursorId);
    }
    return new PaginationConfig(
        type,
        options.text(PAGINATION_PAGE_PARAM),
        options.text(PAGINATION_CURSOR_PARAM),
        cursorId,
        start);
  }

  @SafeVarargs
  private static void rejectUnlessType(
      TableOptions options,
      PaginationType type,
      PaginationType needed,
      ConfigOption<String>... ofType) {
    for (ConfigOption<String> option : ofType) {
      if (type != needed && options.has(option)) {
        options.problem(
            option.key(),
            "it needs 'pagination.type' = '"
                + needed.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "'.");
      }
    }
  }
}
