package io.sqluice.http.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.OnigUtils;
import net.thisptr.jackson.jq.internal.misc.UnicodeUtils;
import org.joni.Matcher;
import org.joni.Option;
import org.joni.Region;

/**
 * The matches of a regular expression in a text, one after the other. Ends when its thread is
 * interrupted, also while it backtracks. For one thread.
 */
final class RegexMatches {

  private final OnigUtils.Pattern pattern;
  private final byte[] text;
  private final Matcher matcher;
  private int searchFrom;
  private boolean ended;

  /**
   * @param flags those of jq's {@code match}; null for none
   * @throws JsonQueryException if a flag does not exist
   */
  RegexMatches(String regex, @Nullable String flags, String text) throws JsonQueryException {
    this.pattern = new OnigUtils.Pattern(regex, flags);
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.matcher = pattern.regex.matcher(this.text);
  }

  /** Goes to the next match: without the flag g there is one at most. */
  boolean next() {
    if (ended || search() < 0) {
      return false;
    }
    int end = matcher.getEnd();
    // An empty match would be found there for ever.
    searchFrom = end > matcher.getBegin() ? end : end + characterLength(end);
    ended = !pattern.global || searchFrom >= text.length;
    return true;
  }

  private int search() {
    try {
      return matcher.searchInterruptible(searchFrom, text.length, Option.NONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Abandoned();
    }
  }

  private int characterLength(int at) {
    return at < text.length ? UnicodeUtils.UTF8CharLength(text[at]) : 1;
  }

  /** Where the match begins, in bytes. */
  int begin() {
    return matcher.getBegin();
  }

  /** Where the match ends, in bytes. */
  int end() {
    return matcher.getEnd();
  }

  /** The text behind a match, or before the first, up to a place in it. */
  String text(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  int length() {
    return text.length;
  }

  /**
   * The match as {@code match} gives it.
   *
   * @param characters the number of the character of each byte
   */
  ObjectNode asMatch(int[] characters) {
    ObjectNode match = part(begin(), end(), characters);
    ArrayNode captures = match.putArray("captures");
    Region region = matcher.getRegion();
    for (int i = 1; region != null && end() > begin() && i < region.getNumRegs(); i++) {
      captures.add(
          part(region.getBeg(i), region.getEnd(i), characters).put("name", pattern.names[i]));
    }
    return match;
  }

  /** The number of the character of each byte, and of the text's end. */
  int[] characters() {
    return UnicodeUtils.UTF8CharIndex(text);
  }

  private ObjectNode part(int from, int to, int[] characters) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    boolean found = from >= 0;
    return part.put("offset", found ? characters[from] : -1)
        .put("length", found ? characters[to] - characters[from] : 0)
        .put("string", found ? text(from, to) : null);
  }

  /** The named captures of the match, null for one that is not part of it. */
  ObjectNode namedCaptures() {
    ObjectNode captures = JsonNodeFactory.instance.objectNode();
    Region region = matcher.getRegion();
    for (int i = 1; region != null && i < region.getNumRegs(); i++) {
      if (pattern.names[i] != null) {
        int from = region.getBeg(i);
        captures.put(pattern.names[i], from < 0 ? null : text(from, region.getEnd(i)));
      }
    }
    return captures;
  }
}
