package io.sqluice.job.script;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code ${name}} or {@code ${name:-default}} of a script.
 *
 * @param defaultValue may itself hold placeholders
 */
record Placeholder(String name, Optional<String> defaultValue) {

  static final String OPEN = "${";

  /** Stands for a literal {@code ${}. */
  static final String ESCAPE = "$${";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final String DEFAULT_MARK = ":-";

  /**
   * The offset behind the brace that closes the placeholder at this offset; braces within count.
   */
  static int end(String text, int start) {
    int depth = 0;
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    throw new LexicalException(
        start,
        "the parameter that starts here is not closed: add } behind it, or write $${ for the characters ${");
  }

  /** Reads the placeholder that a text consists of. */
  static Placeholder parse(String text, int offset) {
    String inner = text.substring(OPEN.length(), text.length() - 1);
    int mark = inner.indexOf(DEFAULT_MARK);
    String name = mark < 0 ? inner : inner.substring(0, mark);
    if (!NAME.matcher(name).matches()) {
      throw new LexicalException(
          offset,
          "'"
              + name
              + "' is no parameter name: use letters, digits, _, . and - after a letter, or write $${ for the characters ${");
    }
    return new Placeholder(
        name,
        mark < 0 ? Optional.empty() : Optional.of(inner.substring(mark + DEFAULT_MARK.length())));
  }
}
