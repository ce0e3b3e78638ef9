package io.sqluice.duckdb.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the names that DuckDB's catalog prints of types. */
final class DuckDbTypeParser {

  private final String text;
  private int at;

  DuckDbTypeParser(String text) {
    this.text = text;
  }

  DuckDbType parse() {
    DuckDbType type = type();
    skipSpaces();
    if (at != text.length()) {
      throw unexpected("the end");
    }
    return type;
  }

  private DuckDbType type() {
    DuckDbType type = unsuffixed();
    while (accept('[')) {
      List<Integer> length = peek() == ']' ? List.of() : List.of(number());
      expect(']');
      type = new DuckDbType(length.isEmpty() ? "LIST" : "ARRAY", length, List.of(type), List.of());
    }
    return type;
  }

  private DuckDbType unsuffixed() {
    String name = words();
    if (!accept('(')) {
      return DuckDbType.simple(name);
    }
    List<Integer> numbers = new ArrayList<>();
    List<DuckDbType> children = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    do {
      switch (name) {
        case "STRUCT", "UNION" -> {
          fields.add(fieldName());
          children.add(type());
        }
        case "MAP" -> children.add(type());
        case "ENUM" -> quoted('\'');
        default -> numbers.add(number());
      }
    } while (accept(','));
    expect(')');
    return new DuckDbType(name, numbers, children, fields);
  }

  /** One word, or several as in TIMESTAMP WITH TIME ZONE. */
  private String words() {
    skipSpaces();
    int begin = at;
    while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == ' ')) {
      at++;
    }
    String words = text.substring(begin, at).strip().toUpperCase(Locale.ROOT);
    if (words.isEmpty()) {
      throw unexpected("a type");
    }
    return words;
  }

  private String fieldName() {
    skipSpaces();
    if (peek() == '"') {
      return quoted('"');
    }
    int begin = at;
    while (at < text.length() && text.charAt(at) != ' ') {
      at++;
    }
    return text.substring(begin, at);
  }

  private String quoted(char mark) {
    expect(mark);
    StringBuilder name = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw unexpected("" + mark);
      }
      char c = text.charAt(at++);
      if (c == mark) {
        if (at >= text.length() || text.charAt(at) != mark) {
          return name.toString();
        }
        at++;
      }
      name.append(c);
    }
  }

  private int number() {
    skipSpaces();
    int begin = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (begin == at) {
      throw unexpected("a number");
    }
    return Integer.parseInt(text.substring(begin, at));
  }

  private boolean accept(char c) {
    skipSpaces();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unexpected("" + c);
    }
  }

  /** The next character, 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "cannot read DuckDB's type '%s': expected %s at position %d"
            .formatted(text, expected, at + 1));
  }
}
