package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes of a text, at offsets of the text as it is. Ranges that are replaced do not overlap, and
 * nothing is inserted inside of them; what is inserted at one offset stands in the order in which
 * it was given, before what replaces the range that starts there.
 */
public final class Edits {

  record Edit(int start, int end, String text) {}

  private final List<Edit> edits = new ArrayList<>();

  /** Puts a text in the place of a range. */
  public Edits replace(int start, int end, String text) {
    edits.add(new Edit(start, end, text));
    return this;
  }

  /** Puts a text before the character at an offset. */
  public Edits insert(int offset, String text) {
    return replace(offset, offset, text);
  }

  /** Takes a range out. */
  public Edits delete(int start, int end) {
    return replace(start, end, "");
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** In the order of the text. */
  List<Edit> inOrder() {
    return edits.stream()
        .sorted(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end))
        .toList();
  }
}
