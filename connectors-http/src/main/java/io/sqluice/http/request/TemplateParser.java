package io.sqluice.http.request;

import io.sqluice.http.request.TemplatePart.Literal;
import io.sqluice.http.request.TemplatePart.Placeholder;
import io.sqluice.http.secret.SecretText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Reads one template text. It goes on after a problem, so that all of a text's problems are
 * reported together; a placeholder that is wrong still takes its place in the template.
 */
final class TemplateParser {

  private static final String TWO_BRACES = "{{{{}}";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String text;
  private final Collection<String> variables;
  private final Consumer<String> problems;
  private final List<TemplatePart> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int position;

  TemplateParser(String text, Collection<String> variables, Consumer<String> problems) {
    this.text = text;
    this.variables = variables;
    this.problems = problems;
  }

  Template parse() {
    SecretText reference = new SecretText(text);
    reference.wholeProblem().ifPresent(problems);
    if (reference.whole().isPresent()) {
      String name = Placeholder.SECRET_PREFIX + reference.whole().get();
      return new Template(List.of(new Placeholder(name, null, text.strip())));
    }
    while (position < text.length()) {
      if (text.charAt(position) == '$') {
        dollar();
      } else if (text.startsWith(TWO_BRACES, position)) {
        literal("{{", TWO_BRACES.length());
      } else if (text.startsWith("{{", position) && !text.startsWith("{{{", position)) {
        braces();
      } else {
        literal(text.substring(position, position + 1), 1);
      }
    }
    endLiteral();
    return new Template(parts);
  }

  private void dollar() {
    Matcher name = NAME.matcher(text).region(position + 1, text.length());
    if (text.startsWith("$$", position)) {
      literal("$", 2);
    } else if (text.startsWith("${", position) && !text.startsWith("${{", position)) {
      int end = text.indexOf('}', position);
      String source = end < 0 ? "${" : text.substring(position, end + 1);
      problems.accept(
          "'"
              + source
              + "' is a script parameter, which the script runner replaces before the table sees"
              + " it; define it with --param, write {{name}} for a placeholder of this table, or"
              + " $$ for a dollar sign");
      literal(source, source.length());
    } else if (name.lookingAt()) {
      placeholder(
          name.group(), null, text.substring(position, name.end()), "for a dollar sign write $$");
    } else {
      literal("$", 1);
    }
  }

  private void braces() {
    int end = text.indexOf("}}", position);
    if (end < 0) {
      problems.accept(
          "the '{{' at character "
              + (position + 1)
              + " is not closed; expected }} behind the placeholder; for two literal braces write "
              + TWO_BRACES);
      literal(text.substring(position), text.length() - position);
      return;
    }
    String content = text.substring(position + 2, end);
    int colon = content.indexOf(':');
    String name = (colon < 0 ? content : content.substring(0, colon)).strip();
    String format = colon < 0 ? null : content.substring(colon + 1).strip();
    placeholder(name, format, "{{" + content + "}}", "for two literal braces write " + TWO_BRACES);
  }

  private void placeholder(String name, @Nullable String format, String source, String literally) {
    if (name.startsWith(Placeholder.SECRET_PREFIX)) {
      checkSecret(name.substring(Placeholder.SECRET_PREFIX.length()), format, source);
    } else if (!variables.contains(name)) {
      problems.accept(
          "unknown placeholder "
              + Excerpt.of(source)
              + nearest(name)
                  .map(near -> "; did you mean " + quoted(source, near) + "? This")
                  .orElse("; this")
              + " table knows "
              + known()
              + "; "
              + literally);
    }
    endLiteral();
    parts.add(new Placeholder(name, timeFormat(format, source), source));
    position += source.length();
  }

  private void checkSecret(String name, @Nullable String format, String source) {
    if (!SecretText.isName(name)) {
      problems.accept(SecretText.wrongName(source, name));
    } else if (format != null) {
      problems.accept(
          source + " has a time format, but a secret is a text; write {{secret." + name + "}}");
    }
  }

  @Nullable
  private TimeFormat timeFormat(@Nullable String format, String source) {
    try {
      return format == null ? null : TimeFormat.parse(format);
    } catch (TemplateException e) {
      problems.accept("in " + source + " " + e.getMessage());
      return null;
    }
  }

  private String known() {
    return Stream.concat(variables.stream(), Stream.of(Placeholder.SECRET_PREFIX + "name"))
        .map(name -> "{{" + name + "}}")
        .collect(Collectors.joining(", "));
  }

  /** The name that was most likely meant. */
  private Optional<String> nearest(String name) {
    int dot = name.indexOf('.') + 1;
    if (dot == 0) {
      return name.isEmpty() ? Optional.empty() : Spelling.nearest(name, List.copyOf(variables));
    }
    String secret = name.substring(dot);
    return Spelling.nearest(name.substring(0, dot), List.of(Placeholder.SECRET_PREFIX))
        .filter(prefix -> SecretText.isName(secret))
        .map(prefix -> prefix + secret);
  }

  /** A placeholder written as another one is. */
  private static String quoted(String source, String name) {
    return source.startsWith("$") ? "'$" + name + "'" : "'{{" + name + "}}'";
  }

  private void literal(String meant, int length) {
    literal.append(meant);
    position += length;
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
