package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a script after its parameters were replaced, with the way back to the user's file.
 */
public final class ScriptText {

  private final String file;
  private final String original;
  private final String text;
  private final List<Segment> segments;
  private final int[] lineStarts;

  /**
   * A run of replaced text.
   *
   * @param start its offset in the replaced text
   * @param originalStart the offset in the user's file that it comes from
   * @param verbatim whether its characters are those of the file; else all of it comes from one
   *     placeholder
   */
  record Segment(int start, int originalStart, boolean verbatim) {}

  ScriptText(String file, String original, String text, List<Segment> segments) {
    this.file = file;
    this.original = original;
    this.text = text;
    this.segments = List.copyOf(segments);
    this.lineStarts = lineStarts(original);
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /** What the user wrote, between two offsets of the replaced text. */
  public String originalText(int start, int end) {
    int from = originalOffset(start);
    int to = Math.max(from, originalOffset(Math.max(start, end - 1)) + 1);
    return original.substring(from, Math.min(to, original.length()));
  }

  /**
   * A part of this text after some changes. What is new comes from the character in the user's file
   * that it stands before or in the place of.
   *
   * @param edits between the two offsets
   */
  ScriptText edited(int from, int to, Edits edits) {
    StringBuilder changed = new StringBuilder();
    List<Segment> moved = new ArrayList<>();
    int copied = from;
    for (Edits.Edit edit : edits.inOrder()) {
      copy(copied, edit.start(), changed, moved);
      if (!edit.text().isEmpty()) {
        moved.add(new Segment(changed.length(), originalOffset(edit.start()), false));
        changed.append(edit.text());
      }
      copied = edit.end();
    }
    copy(copied, to, changed, moved);
    return new ScriptText(file, original, changed.toString(), moved);
  }

  private void copy(int from, int to, StringBuilder copy, List<Segment> moved) {
    if (from >= to && !moved.isEmpty()) {
      return;
    }
    int shift = copy.length() - from;
    Segment first = segment(from);
    moved.add(new Segment(from + shift, originalOffset(from), first.verbatim()));
    segments.stream()
        .filter(segment -> segment.start() > from && segment.start() < to)
        .map(
            segment ->
                new Segment(segment.start() + shift, segment.originalStart(), segment.verbatim()))
        .forEach(moved::add);
    copy.append(text, from, to);
  }

  /** The place in the user's file that a character of the replaced text comes from. */
  public Position positionOf(int offset) {
    return position(originalOffset(offset));
  }

  public ScriptProblem problem(int offset, String message) {
    return new ScriptProblem(file, positionOf(offset), message);
  }

  private Segment segment(int offset) {
    Segment segment = segments.get(0);
    for (Segment candidate : segments) {
      if (candidate.start() > offset) {
        break;
      }
      segment = candidate;
    }
    return segment;
  }

  private int originalOffset(int offset) {
    Segment segment = segment(offset);
    return segment.verbatim()
        ? segment.originalStart() + offset - segment.start()
        : segment.originalStart();
  }

  private Position position(int originalOffset) {
    int line = 0;
    while (line + 1 < lineStarts.length && lineStarts[line + 1] <= originalOffset) {
      line++;
    }
    return new Position(line + 1, originalOffset - lineStarts[line] + 1);
  }

  private static int[] lineStarts(String text) {
    return java.util.stream.IntStream.concat(
            java.util.stream.IntStream.of(0),
            java.util.stream.IntStream.range(0, text.length())
                .filter(
                    i ->
                        text.charAt(i) == '\n'
                            || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)))
                .map(i -> i + 1))
        .toArray();
  }
}
