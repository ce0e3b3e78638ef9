package io.sqluice.http.response;

import javax.annotation.Nullable;

/**
 * The lines of a body, one after the other, without a copy. A line ends with LF or CRLF, which are
 * not part of it; the last one may end with the body. For one thread.
 */
final class Lines {

  private final TextBody body;
  private final long maxBytes;
  @Nullable private final CsvQuotes quotes;
  private final int end;

  private int number;
  private int breaks;
  private int start;
  private int lineEnd;
  private int nextStart;
  private boolean terminated;

  /**
   * @param maxBytes the longest line
   * @param quotes where line breaks are data; null for nowhere
   */
  Lines(TextBody body, long maxBytes, @Nullable CsvQuotes quotes) {
    this.body = body;
    this.maxBytes = maxBytes;
    this.quotes = quotes;
    this.nextStart = body.start();
    this.end = body.start() + body.length();
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws ExtractionException if it is too long, or a quote that it opens has no end
   */
  boolean next() throws ExtractionException {
    number += 1 + breaks;
    breaks = 0;
    start = nextStart;
    if (start >= end) {
      return false;
    }
    byte[] bytes = body.bytes();
    if (quotes != null) {
      quotes.startLine();
    }
    int limit = (int) Math.min(end, start + maxBytes);
    int position = start;
    for (; position < limit; position++) {
      boolean breaksLine = bytes[position] == '\n';
      if (quotes != null && quotes.inside(bytes, position)) {
        breaks += breaksLine ? 1 : 0;
      } else if (breaksLine) {
        break;
      }
    }
    if (position == limit && limit < end && bytes[position] != '\n') {
      throw BodyProblems.longLine(number, maxBytes);
    }
    terminated = position < end;
    if (!terminated && quotes != null && quotes.open()) {
      throw BodyProblems.openQuote(number);
    }
    nextStart = position + 1;
    lineEnd = position > start && bytes[position - 1] == '\r' ? position - 1 : position;
    return true;
  }

  /** The number of the line, from 1; of its first line if it has several. */
  int number() {
    return number;
  }

  int start() {
    return start;
  }

  int length() {
    return lineEnd - start;
  }

  /** Whether the line has an end of its own; the last line of a body that was cut has none. */
  boolean terminated() {
    return terminated;
  }

  /** Whether there is nothing in the line but spaces and tabs. */
  boolean blank() {
    for (int i = start; i < lineEnd; i++) {
      if (body.bytes()[i] != ' ' && body.bytes()[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
