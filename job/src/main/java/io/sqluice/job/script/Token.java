package io.sqluice.job.script;

/**
 * A piece of a script between white space.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record Token(Kind kind, int start, int end) {

  /** What a token is, as far as the lexical rules tell. */
  public enum Kind {
    /** A keyword, an identifier without quotes, or a number. */
    WORD,
    /** {@code 'text'}, two quotes standing for one. */
    STRING,
    /** {@code `name`}, or {@code "name"} as other dialects write it. */
    QUOTED_NAME,
    /** {@code ${name}} outside quotes. */
    PARAMETER,
    /** From {@code --} or {@code //} to the end of the line, or a block comment that is no hint. */
    COMMENT,
    /** Any other character, and the brackets of a hint. */
    SYMBOL
  }

  /** The characters of this token in the text that it was read from. */
  public String text(CharSequence source) {
    return source.subSequence(start, end).toString();
  }

  boolean isSymbol(CharSequence source, char symbol) {
    return kind == Kind.SYMBOL && end - start == 1 && source.charAt(start) == symbol;
  }

  boolean isWord(CharSequence source, String word) {
    return kind == Kind.WORD
        && end - start == word.length()
        && word.equalsIgnoreCase(source.subSequence(start, end).toString());
  }

  /** The characters that a quoted token stands for; those of the token itself for the others. */
  public String value(CharSequence source) {
    if (kind != Kind.STRING && kind != Kind.QUOTED_NAME) {
      return text(source);
    }
    String quote = String.valueOf(source.charAt(start));
    return source.subSequence(start + 1, end - 1).toString().replace(quote + quote, quote);
  }
}
