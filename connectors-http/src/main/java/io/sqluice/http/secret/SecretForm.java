package io.sqluice.http.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A secret value as it may be met in texts: each of its characters as it is, percent-encoded (once
 * or more often, in any case), as a form has it, or escaped as in JSON or HTML, in any mix. Servers
 * that echo a value choose their own encoding. Immutable.
 *
 * <p>A value of fewer than four characters counts only where no letter or digit touches it: it is
 * part of too many words.
 */
final class SecretForm {

  private static final int SHORTEST_INSIDE_WORDS = 4;
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

  private final int[] characters;
  private final Map<Integer, List<String>> spellings = new HashMap<>();
  private final boolean standsAlone;

  /**
   * @param value not empty
   */
  SecretForm(String value) {
    this.characters = value.codePoints().toArray();
    this.standsAlone = characters.length < SHORTEST_INSIDE_WORDS;
    for (int character : characters) {
      spellings.computeIfAbsent(character, SecretForm::spellings);
    }
  }

  /** The end of the longest occurrence that starts at a place of a text; -1 if none does. */
  int end(String text, int start) {
    if (standsAlone && start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      return -1;
    }
    Set<Integer> ends = Set.of(start);
    for (int character : characters) {
      ends = step(text, ends, character);
      if (ends.isEmpty()) {
        return -1;
      }
    }
    return ends.stream()
        .mapToInt(Integer::intValue)
        .filter(end -> !standsAlone || end == text.length() || !isWord(text, end))
        .max()
        .orElse(-1);
  }

  /**
   * The start of a text's end that is the beginning of the value, cut off; -1 if there is none of
   * at least four characters.
   *
   * @param limit where the text is taken to end
   */
  int startOfCut(String text, int limit) {
    String head = text.substring(0, limit);
    for (int start = 0; start < limit; start++) {
      Set<Integer> ends = Set.of(start);
      for (int count = 1; count < characters.length && !ends.isEmpty(); count++) {
        ends = step(head, ends, characters[count - 1]);
        if (count >= SHORTEST_INSIDE_WORDS && ends.contains(limit)) {
          return start;
        }
      }
    }
    return -1;
  }

  private Set<Integer> step(String text, Set<Integer> starts, int character) {
    Set<Integer> ends = Set.of();
    for (int start : starts) {
      for (String spelling : spellings.get(character)) {
        // An escape may be in either case, the character itself may not.
        if (text.regionMatches(spelling.length() > 2, start, spelling, 0, spelling.length())) {
          ends = ends.isEmpty() ? new HashSet<>() : ends;
          ends.add(start + spelling.length());
        }
      }
    }
    return ends;
  }

  private static boolean isWord(String text, int at) {
    return Character.isLetterOrDigit(text.charAt(at));
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
