package io.sqluice.http.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * The templates of a request as a table's options give them. Every text may hold placeholders such
 * as <code>{{trigger_time}}</code>.
 *
 * @param method the HTTP method in upper case
 * @param url an absolute http or https URL
 * @param headers name to value
 * @param params query parameters, name to value; {@code a;b} sends the parameter twice
 * @param json dotted path to value: the fields of a JSON body
 * @param form the fields of a form body
 * @param body a body as text; null if there is none or json or form gives it
 */
public record RequestConfig(
    String method,
    String url,
    Map<String, String> headers,
    Map<String, String> params,
    Map<String, String> json,
    Map<String, String> form,
    @Nullable String body)
    implements Serializable {

  /** The variables that a polling source can fill in. */
  public static final List<String> SOURCE_VARIABLES =
      List.of("trigger_time", "last_trigger_time", "cursor", "cursor_end");

  /** Whether the url is one placeholder and nothing else. */
  public boolean isUrlOfData() {
    return isPlaceholder(url);
  }

  /** Whether a text is one placeholder and nothing else. */
  public static boolean isPlaceholder(String text) {
    List<TemplatePart> parts = new TemplateParser(text, List.of(), problem -> {}).parse().parts();
    return parts.size() == 1
        && parts.get(0) instanceof TemplatePart.Placeholder placeholder
        && placeholder.secret().isEmpty();
  }

  /**
   * Whether a variable is the text of a JSON array's only element, as in <code>["$id"]</code>,
   * where several values would be one text.
   */
  public boolean isTextInJsonArray(String variable) {
    Pattern element =
        Pattern.compile(
            "\\[\\s*\"(\\$VARIABLE|\\{\\{\\s*VARIABLE\\s*(:[^}]*)?}})\"\\s*]"
                .replace("VARIABLE", Pattern.quote(variable)));
    return Stream.concat(json.values().stream(), Stream.ofNullable(body))
        .anyMatch(text -> element.matcher(text).find());
  }

  /** Whether one of the templates has a placeholder for a variable. */
  public boolean uses(String variable) {
    return placeholders(variable).findAny().isPresent();
  }

  /**
   * The placeholders for a variable, as the templates have them, if there are any and not one of
   * them writes two times differently; else none.
   */
  public List<String> writingAlike(String variable, Instant one, Instant other) {
    boolean different =
        placeholders(variable)
            .anyMatch(
                found ->
                    found.format() == null
                        || !found.format().write(one).equals(found.format().write(other)));
    return different
        ? List.of()
        : placeholders(variable).map(TemplatePart.Placeholder::source).distinct().toList();
  }

  private Stream<TemplatePart.Placeholder> placeholders(String variable) {
    Stream<String> values =
        Stream.of(headers, params, json, form).flatMap(templates -> templates.values().stream());
    return Stream.of(values, Stream.of(url), Stream.ofNullable(body))
        .flatMap(texts -> texts)
        .flatMap(text -> Template.placeholders(text, variable));
  }
}
