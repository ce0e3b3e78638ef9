package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into tokens.
 *
 * <p>Hints ({@code /*+ ... *}{@code /}) are read as code, because options in them are. With {@link
 * Parameters#RECOGNIZED} a {@code ${...}} is one token outside quotes and does not end a quoted
 * token inside them.
 */
public final class Tokenizer {

  /** Whether {@code ${...}} has a meaning in the text. */
  public enum Parameters {
    RECOGNIZED,
    REPLACED
  }

  private final String text;
  private final Parameters parameters;
  private final List<Token> tokens = new ArrayList<>();
  private int offset;

  private Tokenizer(String text, Parameters parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  /**
   * @throws LexicalException if a quote, a comment or a parameter is not closed
   */
  public static List<Token> tokenize(String text, Parameters parameters) {
    return new Tokenizer(text, parameters).run();
  }

  private List<Token> run() {
    while (offset < text.length()) {
      char c = text.charAt(offset);
      if (Character.isWhitespace(c)) {
        offset++;
      } else if (text.startsWith("--", offset) || text.startsWith("//", offset)) {
        add(Token.Kind.COMMENT, endOfLine());
      } else if (c == '/' && text.startsWith("/*+", offset)) {
        add(Token.Kind.SYMBOL, offset + 3);
      } else if (c == '*' && text.startsWith("*/", offset)) {
        add(Token.Kind.SYMBOL, offset + 2);
      } else if (c == '/' && text.startsWith("/*", offset)) {
        add(Token.Kind.COMMENT, endOfBlockComment());
      } else if (c == '\'') {
        add(Token.Kind.STRING, endOfQuoted(c, "string", isBehindEscapePrefix()));
      } else if (c == '`' || c == '"') {
        add(Token.Kind.QUOTED_NAME, endOfQuoted(c, "quoted name", false));
      } else if (isEscape()) {
        add(Token.Kind.PARAMETER, offset + 3);
      } else if (isParameter()) {
        add(Token.Kind.PARAMETER, Placeholder.end(text, offset));
      } else if (isWordPart(c)) {
        add(Token.Kind.WORD, endOfWord());
      } else {
        add(Token.Kind.SYMBOL, offset + 1);
      }
    }
    return tokens;
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, offset, end));
    offset = end;
  }

  private boolean isEscape() {
    return parameters == Parameters.RECOGNIZED && text.startsWith(Placeholder.ESCAPE, offset);
  }

  private boolean isParameter() {
    return parameters == Parameters.RECOGNIZED && text.startsWith(Placeholder.OPEN, offset);
  }

  /** Whether the string that starts here is {@code E'...'}, in which a backslash hides a quote. */
  private boolean isBehindEscapePrefix() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.end() == offset && last.isWord(text, "E");
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private int endOfWord() {
    int end = offset;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int endOfLine() {
    int end = offset;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int endOfBlockComment() {
    int close = text.indexOf("*/", offset + 2);
    if (close < 0) {
      throw new LexicalException(
          offset, "the comment that starts here is not closed: add */ behind it");
    }
    return close + 2;
  }

  private int endOfQuoted(char quote, String what, boolean backslashEscapes) {
    int start = offset;
    int end = start + 1;
    while (end < text.length()) {
      if (parameters == Parameters.RECOGNIZED && text.startsWith(Placeholder.ESCAPE, end)) {
        end += Placeholder.ESCAPE.length();
      } else if (parameters == Parameters.RECOGNIZED && text.startsWith(Placeholder.OPEN, end)) {
        end = Placeholder.end(text, end);
      } else if (backslashEscapes && text.charAt(end) == '\\') {
        end += 2;
      } else if (text.charAt(end) != quote) {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else {
        return end + 1;
      }
    }
    throw new LexicalException(
        start, "the " + what + " that starts here is not closed: add " + quote + " behind it");
  }
}
