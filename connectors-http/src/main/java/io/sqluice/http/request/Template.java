package io.sqluice.http.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A text with placeholders, parsed once and filled in for each request. Immutable.
 *
 * <p><code>{{name}}</code> and {@code $name} stand for a variable, <code>{{name:format}}</code> for
 * a time in a format of {@link TimeFormat}. {@code $$} is a dollar sign, and so is a dollar sign
 * that no name follows; <code>{{{{}}</code> is two literal braces. In <code>{{{</code> the
 * placeholder starts at the last two braces, so that a JSON object may open right before it.
 */
public final class Template {

  private final List<TemplatePart> parts;

  Template(List<TemplatePart> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses a text.
   *
   * @param variables the names that placeholders may have
   * @throws TemplateException naming everything that is wrong
   */
  public static Template parse(String text, Collection<String> variables) {
    List<String> problems = new ArrayList<>();
    Template template = new TemplateParser(text, variables, problems::add).parse();
    if (!problems.isEmpty()) {
      throw new TemplateException(String.join("; ", problems));
    }
    return template;
  }

  /**
   * Whether a text has a placeholder for a variable; what else is wrong with it does not matter.
   */
  static boolean uses(String text, String variable) {
    return placeholders(text, variable).findAny().isPresent();
  }

  /** The placeholders of a text for a variable; what else is wrong with it does not matter. */
  static Stream<TemplatePart.Placeholder> placeholders(String text, String variable) {
    return new TemplateParser(text, List.of(variable), problem -> {})
        .parse().parts.stream()
            .filter(TemplatePart.Placeholder.class::isInstance)
            .map(TemplatePart.Placeholder.class::cast)
            .filter(found -> found.name().equals(variable));
  }

  /**
   * The text with its placeholders filled in. The values are encoded for their place; the text
   * around them stays as it is.
   *
   * @param values the variables by name; a null or missing value is the empty text
   * @throws TemplateException if a value cannot stand in that place
   */
  public String render(Placement placement, Map<String, Object> values) {
    StringBuilder text = new StringBuilder();
    for (TemplatePart part : parts) {
      part.render(placement, values, text);
    }
    return text.toString();
  }

  List<TemplatePart> parts() {
    return parts;
  }
}
