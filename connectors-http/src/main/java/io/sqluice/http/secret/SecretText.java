package io.sqluice.http.secret;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that may refer to secrets: {@code SECRET name} as the whole text, or <code>
 * {{secret.name}}</code> inside it. What else stands in double braces is left as it is. The text
 * travels with its references; a worker resolves them.
 *
 * @param text the text as the option has it
 */
public record SecretText(String text) implements Serializable {

  private static final String NAME = "([A-Za-z_][A-Za-z0-9_-]*)";
  private static final Pattern WHOLE = Pattern.compile("SECRET\\s+" + NAME);
  private static final Pattern INSIDE = Pattern.compile("\\{\\{\\s*secret\\." + NAME + "\\s*}}");

  /** The names of the secrets that the text refers to, in order. */
  public Set<String> references() {
    Set<String> names = new LinkedHashSet<>();
    Matcher inside = INSIDE.matcher(inner());
    while (inside.find()) {
      names.add(inside.group(1));
    }
    return names;
  }

  /**
   * The text with the values of its secrets.
   *
   * @throws MissingSecretException if nothing defines one of them
   */
  public String resolve(SecretResolver secrets) {
    return INSIDE
        .matcher(inner())
        .replaceAll(match -> Matcher.quoteReplacement(secrets.resolve(match.group(1))));
  }

  /** The text with all its references inside it. */
  private String inner() {
    Matcher whole = WHOLE.matcher(text.strip());
    return whole.matches() ? "{{secret." + whole.group(1) + "}}" : text;
  }

  /** The text as the option has it: references, no values. */
  @Override
  public String toString() {
    return text;
  }
}
