package io.sqluice.job.script;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One statement of a script, from its first token to its last, without the semicolon that ends it.
 */
public final class Statement {

  private final ScriptText script;
  private final List<Token> tokens;
  private final int start;
  private final int end;

  /**
   * @param tokens without comments, not empty
   */
  Statement(ScriptText script, List<Token> tokens) {
    this.script = script;
    this.tokens = List.copyOf(tokens);
    this.start = tokens.get(0).start();
    this.end = tokens.get(tokens.size() - 1).end();
  }

  /** The SQL, with the parameters replaced. */
  public String text() {
    return script.text().substring(start, end);
  }

  /** What the user wrote, with the parameters as they are written. */
  public String originalText() {
    return script.originalText(start, end);
  }

  /** Where it starts in the user's file. */
  public Position position() {
    return script.positionOf(start);
  }

  /**
   * This statement after some changes; the same one if there are none. Each character of the new
   * one knows its place in the user's file.
   *
   * @param edits at offsets as those of the tokens
   * @throws ScriptException if a quote is not closed then
   */
  public Statement edited(Edits edits) {
    return edits.isEmpty() ? this : StatementSplitter.whole(script.edited(start, end, edits));
  }

  /**
   * The offset, as those of the tokens, of the character at a line and column of {@link #text()},
   * both 1-based.
   */
  public int offsetOf(int line, int column) {
    String text = text();
    int lineStart = 0;
    for (int i = 1; i < line && lineStart >= 0; i++) {
      lineStart = nextLine(text, lineStart);
    }
    if (lineStart < 0) {
      return end;
    }
    return Math.min(start + lineStart + Math.max(column, 1) - 1, end);
  }

  /** Lines end with LF, CR LF or CR, as for Flink's parser. */
  private static int nextLine(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The characters between two offsets as those of the tokens. */
  public String text(int from, int to) {
    return script.text().substring(from, to);
  }

  /** The characters between two offsets as those of the tokens, after changes between them. */
  public String text(int from, int to, Edits edits) {
    return script.edited(from, to, edits).text();
  }

  /** The offset of the first character, as those of the tokens. */
  public int start() {
    return start;
  }

  /** The offset behind the last character. */
  public int end() {
    return end;
  }

  /**
   * Where the characters at a line and column of {@link #text()}, both 1-based, are in the user's
   * file.
   */
  public Position positionOf(int line, int column) {
    return script.positionOf(offsetOf(line, column));
  }

  /** Where the character at an offset is in the user's file. */
  public Position positionOf(int offset) {
    return script.positionOf(offset);
  }

  /** Where a token is in the user's file. */
  public Position positionOf(Token token) {
    return script.positionOf(token.start());
  }

  public ScriptProblem problem(String message) {
    return problem(position(), message);
  }

  public ScriptProblem problem(Position position, String message) {
    return new ScriptProblem(script.file(), position, message);
  }

  public List<Token> tokens() {
    return tokens;
  }

  /** What a token stands for: the characters inside its quotes, or its own. */
  public String value(Token token) {
    return token.value(script.text());
  }

  /** A problem at a token, or behind the last one if there is none of this index. */
  public ScriptProblem problemAt(int token, String message) {
    return problem(
        positionOf(token < tokens.size() ? tokens.get(token).start() : Math.max(start, end - 1)),
        message);
  }

  /** Whether the token at an index of {@link #tokens()} is this keyword. */
  public boolean isWord(int index, String word) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isWord(script.text(), word);
  }

  /** Whether the statement starts with these keywords. */
  public boolean startsWith(String... words) {
    if (tokens.size() < words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(i).isWord(script.text(), words[i])) {
        return false;
      }
    }
    return true;
  }

  /** The words outside of brackets, in upper case. */
  public List<String> outerWords() {
    return outer(0, tokens.size())
        .mapToObj(tokens::get)
        .filter(token -> token.kind() == Token.Kind.WORD)
        .map(token -> value(token).toUpperCase(Locale.ROOT))
        .toList();
  }

  /** The indexes between two that are outside of brackets which open between them, in order. */
  public IntStream outer(int from, int to) {
    IntStream.Builder outer = IntStream.builder();
    int depth = 0;
    for (int i = from; i < to; i++) {
      if (isSymbol(i, '(')) {
        depth++;
      } else if (isSymbol(i, ')')) {
        depth--;
      } else if (depth == 0) {
        outer.add(i);
      }
    }
    return outer.build();
  }

  /**
   * The index of the token that closes the bracket at an index; the number of tokens if none does.
   */
  public int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (isSymbol(i, '(')) {
        depth++;
      } else if (isSymbol(i, ')') && --depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /** Whether the token at an index of {@link #tokens()} is this character. */
  public boolean isSymbol(int index, char symbol) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isSymbol(script.text(), symbol);
  }

  @Override
  public String toString() {
    return script.file() + ":" + position();
  }
}
