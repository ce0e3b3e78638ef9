package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script at its semicolons.
 *
 * <p>{@code STATEMENT SET BEGIN a; b; END} is one statement, also behind EXECUTE, EXPLAIN and
 * COMPILE PLAN; {@code BEGIN STATEMENT SET; a; b; END;} is four.
 */
public final class StatementSplitter {

  private final ScriptText script;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Token> current = new ArrayList<>();

  private StatementSplitter(ScriptText script) {
    this.script = script;
  }

  /**
   * @throws ScriptException if a quote or a comment is not closed
   */
  public static List<Statement> split(ScriptText script) {
    return new StatementSplitter(script).run();
  }

  /**
   * The one statement that a text is, whatever its semicolons.
   *
   * @throws ScriptException if a quote or a comment is not closed
   */
  static Statement whole(ScriptText text) {
    return new Statement(
        text, tokens(text).stream().filter(token -> token.kind() != Token.Kind.COMMENT).toList());
  }

  private static List<Token> tokens(ScriptText text) {
    try {
      return Tokenizer.tokenize(text.text(), Tokenizer.Parameters.REPLACED);
    } catch (LexicalException e) {
      throw new ScriptException(text.problem(e.offset(), e.getMessage()));
    }
  }

  private List<Statement> run() {
    List<Token> tokens = tokens(script);
    boolean insideBlock = false;
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.COMMENT) {
        continue;
      }
      if (token.isSymbol(script.text(), ';') && !insideBlock) {
        finishStatement();
        continue;
      }
      current.add(token);
      if (!insideBlock) {
        insideBlock = endsWith("STATEMENT", "SET", "BEGIN");
      } else if (closesBlock()) {
        insideBlock = false;
      }
    }
    finishStatement();
    return statements;
  }

  private boolean endsWith(String... words) {
    int first = current.size() - words.length;
    if (first < 0) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!current.get(first + i).isWord(script.text(), words[i])) {
        return false;
      }
    }
    return true;
  }

  /** An END right behind a semicolon; the END of a CASE never stands there. */
  private boolean closesBlock() {
    int last = current.size() - 1;
    return current.get(last).isWord(script.text(), "END")
        && current.get(last - 1).isSymbol(script.text(), ';');
  }

  private void finishStatement() {
    if (!current.isEmpty()) {
      statements.add(new Statement(script, current));
      current.clear();
    }
  }
}
