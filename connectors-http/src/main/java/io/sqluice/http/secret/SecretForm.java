package io.sqluice.http.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A secret value as it may be met in texts: each of its characters as it is, percent-encoded (once
 * or more often, in any case), as a form has it, or escaped as in JSON or HTML, in any mix. Servers
 * that echo a value choose their own encoding. Immutable.
 *
 * <p>A value of fewer than four characters counts only where no letter or digit touches it: it is
 * part of too many words. {@link SecretScan} looks for it.
 */
final class SecretForm {

  static final int SHORTEST_INSIDE_WORDS = 4;
  private static final Map<Integer, String> JSON_ESCAPES =
      Map.of(
          (int) '"',
          "\\\"",
          (int) '\\',
          "\\\\",
          (int) '/',
          "\\/",
          (int) '\n',
          "\\n",
          (int) '\r',
          "\\r",
          (int) '\t',
          "\\t",
          (int) '\b',
          "\\b",
          (int) '\f',
          "\\f");
  private static final Map<Integer, String> HTML_ENTITIES =
      Map.of(
          (int) '&',
          "&amp;",
          (int) '<',
          "&lt;",
          (int) '>',
          "&gt;",
          (int) '"',
          "&quot;",
          (int) '\'',
          "&apos;");

  /** The spellings of each character, the character itself first. */
  private final String[][] characters;

  private final boolean standsAlone;

  /** A value of fewer than four characters counts only where it stands alone. */
  SecretForm(String value) {
    this(value, value.codePointCount(0, value.length()) < SHORTEST_INSIDE_WORDS);
  }

  /**
   * @param value not empty
   * @param standsAlone whether the value counts only where no letter or digit touches it
   */
  SecretForm(String value, boolean standsAlone) {
    this.standsAlone = standsAlone;
    Map<Integer, String[]> spellings = new HashMap<>();
    this.characters =
        value
            .codePoints()
            .mapToObj(
                character ->
                    spellings.computeIfAbsent(
                        character, unknown -> spellings(unknown).toArray(new String[0])))
            .toArray(String[][]::new);
  }

  /** How many characters the value has. */
  int length() {
    return characters.length;
  }

  /** The spellings of a character of the value. */
  String[] spellingsAt(int position) {
    return characters[position];
  }

  /** Whether the value counts only where no letter or digit touches it. */
  boolean standsAlone() {
    return standsAlone;
  }

  /** Whether an occurrence may begin with a character; most places of a text go no further. */
  boolean mayBeginWith(char c) {
    String[] first = characters[0];
    return c == first[0].charAt(0)
        || c == '%'
        || c == '\\'
        || c == '&'
        || c == '+' && first[0].equals(" ");
  }

  private static List<String> spellings(int character) {
    String itself = Character.toString(character);
    List<String> spellings = new ArrayList<>(List.of(itself));
    StringBuilder once = new StringBuilder();
    StringBuilder twice = new StringBuilder();
    for (byte b : itself.getBytes(StandardCharsets.UTF_8)) {
      once.append(String.format(Locale.ROOT, "%%%02x", b & 0xff));
      twice.append(String.format(Locale.ROOT, "%%25%02x", b & 0xff));
    }
    spellings.add(once.toString());
    spellings.add(twice.toString());
    StringBuilder unicode = new StringBuilder();
    for (char c : itself.toCharArray()) {
      unicode.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    spellings.add(unicode.toString());
    spellings.add(String.format(Locale.ROOT, "&#%d;", character));
    spellings.add(String.format(Locale.ROOT, "&#x%x;", character));
    if (character == ' ') {
      spellings.add("+");
    }
    if (JSON_ESCAPES.containsKey(character)) {
      spellings.add(JSON_ESCAPES.get(character));
    }
    if (HTML_ENTITIES.containsKey(character)) {
      spellings.add(HTML_ENTITIES.get(character));
    }
    return spellings;
  }
}
