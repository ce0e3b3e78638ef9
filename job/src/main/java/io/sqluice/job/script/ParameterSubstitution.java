package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces {@code ${name}} and {@code ${name:-default}} in a script, and {@code $${} by {@code ${}.
 *
 * <p>Comments are left alone. Inside quotes a value is escaped by doubling that quote, so that no value can end the
 * string that it stands in.
 */
public final class ParameterSubstitution {

  private final String file;
  private final String original;
  private final ScriptParameters parameters;
  private final StringBuilder replaced = new StringBuilder();
  private final List<ScriptText.Segment> segments = new ArrayList<>();
  private final Map<String, Integer> missing = new LinkedHashMap<>();

  private ParameterSubstitution(String file, String original, ScriptParameters parameters) {
    this.file = file;
    this.original = original;
    this.parameters = parameters;
  }

  /**
   * @param file the name of the script for messages
   * @throws ScriptException that names every parameter without a value, or says what is not closed
   */
  public static ScriptText apply(String file, String text, ScriptParameters parameters) {
    return new ParameterSubstitution(file, text, parameters).run();
  }

  private ScriptText run() {
    segments.add(new ScriptText.Segment(0, 0, true));
    try {
      int copied = 0;
      for (Token token : Tokenizer.tokenize(original, Tokenizer.Parameters.RECOGNIZED)) {
        if (token.kind() != Token.Kind.COMMENT && hasParameter(token)) {
          copy(copied, token.start());
          replace(token);
          copied = token.end();
        }
      }
      copy(copied, original.length());
    } catch (LexicalException e) {
      throw new ScriptException(verbatim().problem(e.offset(), e.getMessage()));
    }
    if (!missing.isEmpty()) {
      throw new ScriptException(
          missing.entrySet().stream()
              .map(entry -> verbatim().problem(entry.getValue(), missingMessage(entry.getKey())))
              .toList());
    }
    return new ScriptText(file, original, replaced.toString(), segments);
  }

  private String missingMessage(String name) {
    String message =
        String.format(
            "parameter '%s' has no value: give --param %s=VALUE, a line in a --param-file, an environment variable %s,"
                + " or write ${%s:-default}",
            name, name, name, name);
    // A lookup table that declares $name has it in its url without braces.
    return original.contains("$" + name)
        ? message + "; the column $" + name + " of a lookup table is written $" + name
        : message;
  }

  private boolean hasParameter(Token token) {
    int open = original.indexOf(Placeholder.OPEN, token.start());
    return open >= 0 && open < token.end();
  }

  private void copy(int start, int end) {
    if (start < end) {
      segments.add(new ScriptText.Segment(replaced.length(), start, true));
      replaced.append(original, start, end);
    }
  }

  private void replace(Token token) {
    String quote =
        token.kind() == Token.Kind.PARAMETER
            ? ""
            : original.substring(token.start(), token.start() + 1);
    int copied = token.start();
    int open = original.indexOf("$", copied);
    while (open >= 0 && open < token.end()) {
      int end;
      if (original.startsWith(Placeholder.ESCAPE, open)) {
        end = open + Placeholder.ESCAPE.length();
        copy(copied, open);
        insert(open, Placeholder.OPEN);
        copied = end;
      } else if (original.startsWith(Placeholder.OPEN, open)) {
        end = Placeholder.end(original, open);
        copy(copied, open);
        String value = expand(Placeholder.parse(original.substring(open, end), open), open);
        insert(open, quote.isEmpty() ? value : value.replace(quote, quote + quote));
        copied = end;
      } else {
        end = open + 1;
      }
      open = original.indexOf("$", end);
    }
    copy(copied, token.end());
  }

  private void insert(int originalOffset, String value) {
    segments.add(new ScriptText.Segment(replaced.length(), originalOffset, false));
    replaced.append(value);
  }

  private String expand(Placeholder placeholder, int offset) {
    Optional<String> value = parameters.value(placeholder.name());
    if (value.isPresent()) {
      return value.get();
    }
    if (placeholder.defaultValue().isEmpty()) {
      missing.putIfAbsent(placeholder.name(), offset);
      return "";
    }
    return expandDefault(placeholder.defaultValue().get(), offset);
  }

  private String expandDefault(String text, int offset) {
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int open = text.indexOf(Placeholder.OPEN);
    while (open >= 0) {
      int end = Placeholder.end(text, open);
      result
          .append(text, copied, open)
          .append(expand(Placeholder.parse(text.substring(open, end), offset), offset));
      copied = end;
      open = text.indexOf(Placeholder.OPEN, end);
    }
    return result.append(text, copied, text.length()).toString();
  }

  private ScriptText verbatim() {
    return new ScriptText(file, original, original, List.of(new ScriptText.Segment(0, 0, true)));
  }
}
