package io.sqluice.http.options;

import static io.sqluice.http.options.PaginationOptions.PAGINATION_BODY_LINK_PATH;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_COUNT_JQ;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_CURSOR_ID;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_CURSOR_PARAM;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_EMPTY_PAGE;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_MAX_PAGES;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_NEXT_HEADER;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_PAGE_PARAM;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_SIZE;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_SIZE_PARAM;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_START;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_STOP_JQ;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_TYPE;
import static io.sqluice.http.pagination.PaginationType.BODY_LINK_BASED;
import static io.sqluice.http.pagination.PaginationType.CURSOR_BASED;
import static io.sqluice.http.pagination.PaginationType.HEADER_BASED;
import static io.sqluice.http.pagination.PaginationType.NONE;
import static io.sqluice.http.pagination.PaginationType.OFFSET_BASED;
import static io.sqluice.http.pagination.PaginationType.PAGE_BASED;

import io.sqluice.http.pagination.BodyCursor;
import io.sqluice.http.pagination.BodyExpression;
import io.sqluice.http.pagination.HeaderCursor;
import io.sqluice.http.pagination.LinkPlace;
import io.sqluice.http.pagination.LinkedPages;
import io.sqluice.http.pagination.Offsets;
import io.sqluice.http.pagination.PageNumbers;
import io.sqluice.http.pagination.PageSize;
import io.sqluice.http.pagination.PageSteps;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.pagination.PaginationConfig.End;
import io.sqluice.http.pagination.PaginationType;
import io.sqluice.http.pagination.RecordCursor;
import io.sqluice.http.pagination.SinglePage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Reads the options of {@code pagination.*} and checks that they go together. */
final class PaginationReader {

  /** jq functions of which a row a record is not to be expected; not fields of those names. */
  private static final Pattern OTHER_THAN_A_ROW_A_RECORD =
      Pattern.compile(
          "(?<![.\\w$\"])(select|empty|limit|unique|unique_by|group_by)\\b(?!\"?\\s*:(?!:))");

  private final TableOptions options;
  private final PaginationType type;

  PaginationReader(TableOptions options) {
    this.options = options;
    PaginationType earlier = OmlspOptions.earlierType(options);
    this.type = earlier == null ? type(options) : earlier;
  }

  private static PaginationType type(TableOptions options) {
    PaginationType[] types = PaginationType.values();
    return options.choice(
        PAGINATION_TYPE,
        types,
        Arrays.stream(types).map(PaginationType::word).toArray(String[]::new));
  }

  PaginationConfig read() {
    rejectOptionsOfOtherTypes();
    BodyExpression count = expression(PAGINATION_COUNT_JQ);
    End end = end();
    PageSize size = size();
    PageSteps steps = steps(size, count);
    return new PaginationConfig(steps, size, count, end);
  }

  private void rejectOptionsOfOtherTypes() {
    Set<PaginationType> paged = EnumSet.complementOf(EnumSet.of(NONE));
    belongs(Set.of(PAGE_BASED, OFFSET_BASED), PAGINATION_PAGE_PARAM);
    belongs(Set.of(CURSOR_BASED, HEADER_BASED), PAGINATION_CURSOR_PARAM);
    belongs(Set.of(CURSOR_BASED), PAGINATION_CURSOR_ID);
    belongs(Set.of(HEADER_BASED), PAGINATION_NEXT_HEADER);
    belongs(Set.of(BODY_LINK_BASED), PAGINATION_BODY_LINK_PATH);
    belongs(Set.of(PAGE_BASED, OFFSET_BASED, CURSOR_BASED, HEADER_BASED), PAGINATION_START);
    belongs(
        paged,
        PAGINATION_SIZE,
        PAGINATION_SIZE_PARAM,
        PAGINATION_COUNT_JQ,
        PAGINATION_EMPTY_PAGE,
        PAGINATION_STOP_JQ,
        PAGINATION_MAX_PAGES);
  }

  private void belongs(Set<PaginationType> types, ConfigOption<?>... ofThem) {
    if (types.contains(type)) {
      return;
    }
    for (ConfigOption<?> option : ofThem) {
      if (options.has(option)) {
        options.problem(option.key(), "it needs " + oneOf(types) + ".");
      }
    }
  }

  private static String oneOf(Set<PaginationType> types) {
    if (types.size() == PaginationType.values().length - 1) {
      return "a 'pagination.type'";
    }
    List<String> words =
        Arrays.stream(PaginationType.values())
            .filter(types::contains)
            .map(type -> "'" + type.word() + "'")
            .toList();
    int last = words.size() - 1;
    String others = String.join(", ", words.subList(0, last));
    return "'pagination.type' = " + (last == 0 ? "" : others + " or ") + words.get(last);
  }

  private PageSteps steps(@Nullable PageSize size, @Nullable BodyExpression count) {
    return switch (type) {
      case NONE -> new SinglePage();
      case PAGE_BASED -> new PageNumbers(textOr(PAGINATION_PAGE_PARAM, "page"), startNumber());
      case OFFSET_BASED -> offsets(size, count);
      case CURSOR_BASED -> cursor();
      case HEADER_BASED -> header();
      case LINK_HEADER -> new LinkedPages(new LinkPlace.LinkHeader());
      case BODY_LINK_BASED -> bodyLink();
    };
  }

  private PageSteps offsets(@Nullable PageSize size, @Nullable BodyExpression count) {
    String jq = options.text(ResponseOptions.JQ);
    if (count == null && jq != null && OTHER_THAN_A_ROW_A_RECORD.matcher(jq).find()) {
      options.problem(
          PAGINATION_COUNT_JQ.key(),
          "it is missing: the offset moves by the records of a page, and the program of 'jq' may"
              + " make more or fewer rows of them; say how many there are, such as"
              + " '.items | length'.");
    }
    return new Offsets(
        textOr(PAGINATION_PAGE_PARAM, "offset"),
        startNumber(),
        size == null || count != null ? null : Integer.valueOf(size.records()));
  }

  private PageSteps cursor() {
    String parameter = textOr(PAGINATION_CURSOR_PARAM, "cursor");
    String start = options.text(PAGINATION_START);
    String id = options.text(PAGINATION_CURSOR_ID);
    if (!id.startsWith(".")) {
      String format = options.text(ResponseOptions.FORMAT);
      if (!"json".equalsIgnoreCase(format) && !"ndjson".equalsIgnoreCase(format)) {
        options.problem(
            PAGINATION_TYPE.key(),
            "'cursor-based' needs 'format' = 'json' or 'ndjson', and the table's is '"
                + format
                + "'; other formats can be read by page, offset, header field or Link header.");
      }
      return new RecordCursor(parameter, id, start);
    }
    BodyExpression path = expression(PAGINATION_CURSOR_ID);
    return path == null ? new SinglePage() : new BodyCursor(parameter, path, start);
  }

  private PageSteps header() {
    String header = options.text(PAGINATION_NEXT_HEADER);
    if (header == null || header.isBlank()) {
      missing(PAGINATION_NEXT_HEADER, "name the header field of the answer, such as 'X-Next'.");
      return new SinglePage();
    }
    String parameter = options.text(PAGINATION_CURSOR_PARAM);
    String start = options.text(PAGINATION_START);
    if (parameter != null) {
      return new HeaderCursor(header, parameter, start);
    }
    if (start != null) {
      options.problem(
          PAGINATION_START.key(),
          "it needs a 'pagination.cursor_param'; without one the header has links, and 'url' is"
              + " the first page.");
    }
    return new LinkedPages(new LinkPlace.Header(header));
  }

  private PageSteps bodyLink() {
    if (!options.has(PAGINATION_BODY_LINK_PATH)) {
      missing(
          PAGINATION_BODY_LINK_PATH,
          "say where the link to the next page is in the body, such as '.links.next'.");
    }
    BodyExpression path = expression(PAGINATION_BODY_LINK_PATH);
    return path == null ? new SinglePage() : new LinkedPages(new LinkPlace.Body(path));
  }

  private void missing(ConfigOption<?> option, String advice) {
    options.problem(
        option.key(),
        "it is missing; 'pagination.type' = '" + type.word() + "' needs it: " + advice);
  }

  private long startNumber() {
    String start = options.text(PAGINATION_START);
    if (start == null) {
      return 0;
    }
    if (!start.matches("\\d{1,18}")) {
      options.problem(
          PAGINATION_START.key(),
          "found '"
              + start
              + "', expected "
              + (type == PAGE_BASED ? "a page number, such as 1." : "an offset, such as 0."));
      return 0;
    }
    return Long.parseLong(start);
  }

  @Nullable
  private PageSize size() {
    Integer records = options.count(PAGINATION_SIZE);
    String parameter = options.text(PAGINATION_SIZE_PARAM);
    if (records == null) {
      if (options.has(PAGINATION_SIZE_PARAM)) {
        options.problem(PAGINATION_SIZE_PARAM.key(), "it needs a 'pagination.size'.");
      }
      return null;
    }
    if (options.withPrefix(RequestOptions.PARAMS).containsKey(parameter)) {
      options.problem(
          PAGINATION_SIZE.key(),
          "the table has 'params." + parameter + "' too; keep one of the two.");
    }
    return new PageSize(parameter, records);
  }

  private End end() {
    boolean goesOn =
        options.choice(PAGINATION_EMPTY_PAGE, new Boolean[] {false, true}, "stop", "continue");
    BodyExpression stop = expression(PAGINATION_STOP_JQ);
    if (goesOn && type == OFFSET_BASED) {
      options.problem(
          PAGINATION_EMPTY_PAGE.key(),
          "found 'continue', expected 'stop' for 'offset-based': an offset that moves by the"
              + " records of a page stays where it is after an empty one. If the API leaves records"
              + " out of its pages, let pagination.count-jq give the number it counted, which may"
              + " be a constant.");
    }
    if (goesOn && type == PAGE_BASED && !options.has(PAGINATION_STOP_JQ)) {
      options.problem(
          PAGINATION_EMPTY_PAGE.key(),
          "'continue' needs a 'pagination.stop-jq' for 'page-based', such as '.page == .pages';"
              + " without it there is no last page.");
    }
    return new End(goesOn, stop);
  }

  /** The program of an option; null if there is none, or none that can run. */
  @Nullable
  private BodyExpression expression(ConfigOption<String> option) {
    String program = options.text(option);
    if (program == null) {
      return null;
    }
    String format = options.text(ResponseOptions.FORMAT);
    if (!"json".equalsIgnoreCase(format)) {
      options.problem(
          option.key(),
          "jq over the whole answer needs 'format' = 'json', and the table's is '" + format + "'.");
    }
    try {
      return new BodyExpression(option.key(), program);
    } catch (IllegalArgumentException badProgram) {
      options.problem(option.key(), badProgram.getMessage());
      return null;
    }
  }

  private String textOr(ConfigOption<String> option, String other) {
    String text = options.text(option);
    return text == null ? other : text;
  }
}
