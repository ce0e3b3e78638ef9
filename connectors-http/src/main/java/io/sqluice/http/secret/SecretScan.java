package io.sqluice.http.secret;

import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The search of one text for the occurrences of secret values. It goes over the text once for each
 * form, and allocates nothing on the way: servers choose the texts. Not thread-safe.
 */
final class SecretScan {

  /** What messages put behind a text that they cut, with a closing quote before or behind it. */
  private static final Pattern CUT = Pattern.compile("[\"']?(?:…|\\.\\.\\.)");

  /** An escape that ends with a letter or digit, which then is no part of a word. */
  private static final Pattern ESCAPE =
      Pattern.compile(".*(?:%(?:25)?|\\\\u00)(?<code>[0-9A-Fa-f]{2})", Pattern.DOTALL);

  private static final int LONGEST_ESCAPE = 6;
  private static final int HEXADECIMAL = 16;

  private final String text;
  private final BitSet cuts = new BitSet();

  /** The ends of the characters found so far; more than one where an escape has two readings. */
  private int[] ends = new int[8];

  private int[] nextEnds = new int[8];
  private int count;
  private int nextCount;

  /** The last cut before which the value's beginning stands, by the latest match. */
  private int cutAt;

  SecretScan(String text) {
    this.text = text;
    Matcher cut = CUT.matcher(text);
    while (cut.find()) {
      cuts.set(cut.start());
    }
  }

  /** Marks all occurrences, so that of two values that overlap neither leaves a rest. */
  void mark(SecretForm form, BitSet secret) {
    for (int start = 0; start < text.length(); start++) {
      int end = end(form, start);
      if (end > 0) {
        secret.set(start, end);
      }
      if (cutAt > 0) {
        secret.set(start, cutAt);
      }
    }
  }

  /** The end of the longest occurrence that starts at a place of the text; -1 if none does. */
  int end(SecretForm form, int start) {
    cutAt = -1;
    if (!form.mayBeginWith(text.charAt(start)) || form.standsAlone() && endsWord(start)) {
      return -1;
    }
    ends[0] = start;
    count = 1;
    for (int position = 0; position < form.length() && count > 0; position++) {
      if (position >= SecretForm.SHORTEST_INSIDE_WORDS && !cuts.isEmpty()) {
        findCut();
      }
      step(form.spellingsAt(position));
    }
    int longest = -1;
    for (int i = 0; i < count; i++) {
      if (ends[i] > longest && !(form.standsAlone() && startsWord(ends[i]))) {
        longest = ends[i];
      }
    }
    return longest;
  }

  private void findCut() {
    for (int i = 0; i < count; i++) {
      if (cuts.get(ends[i])) {
        cutAt = Math.max(cutAt, ends[i]);
      }
    }
  }

  private void step(String[] spellings) {
    nextCount = 0;
    for (int i = 0; i < count; i++) {
      for (String spelling : spellings) {
        // An escape may be in either case, the character itself may not.
        if (text.regionMatches(spelling.length() > 2, ends[i], spelling, 0, spelling.length())) {
          addNext(ends[i] + spelling.length());
        }
      }
    }
    int[] free = ends;
    ends = nextEnds;
    nextEnds = free;
    count = nextCount;
  }

  private void addNext(int end) {
    for (int i = 0; i < nextCount; i++) {
      if (nextEnds[i] == end) {
        return;
      }
    }
    if (nextCount == nextEnds.length) {
      nextEnds = Arrays.copyOf(nextEnds, 2 * nextCount);
    }
    nextEnds[nextCount++] = end;
  }

  private boolean startsWord(int at) {
    return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private boolean endsWord(int at) {
    if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
      return false;
    }
    Matcher escape = ESCAPE.matcher(text).region(Math.max(0, at - LONGEST_ESCAPE), at);
    return !escape.matches()
        || Character.isLetterOrDigit((char) Integer.parseInt(escape.group("code"), HEXADECIMAL));
  }
}
