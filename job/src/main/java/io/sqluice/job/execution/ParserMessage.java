package io.sqluice.job.execution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the messages of Flink's SQL parser short: it lists every token that it would have taken,
 * often hundreds.
 */
final class ParserMessage {

  private static final String EXPECTATION = "Was expecting";
  private static final String PARSE_FAILED = "SQL parse failed. ";
  private static final int MAX_EXPECTED = 6;

  private static final Pattern STATEMENT_KEYWORD =
      Pattern.compile(
          "Incorrect syntax near the keyword '(?:CREATE|SELECT|INSERT|EXECUTE|DROP|ALTER|SHOW|DESCRIBE|SET)'.*");

  /** A word that was found where a name was expected too: only reserved words are no names. */
  private static final Pattern FOUND_WORD = Pattern.compile("Encountered \"([A-Za-z_]+)\".*");

  /** A column of a lookup table behind an alias, where Flink takes no dollar sign. */
  private static final Pattern PARAMETER_BEHIND_ALIAS =
      Pattern.compile("Encountered \"(?:.*[^A-Za-z0-9_])?([A-Za-z_][A-Za-z0-9_]*)\\.(\\$\\w+)\".*");

  /** DuckDB's quote of a line of a query, and below it the caret. */
  private static final Pattern POINTER =
      Pattern.compile("^(LINE \\d+: .*)\\R( *\\^)$", Pattern.MULTILINE);

  private static final String INDENT = "\n    ";

  private static final String A_NAME = "<BACK_QUOTED_IDENTIFIER>";

  private ParserMessage() {}

  static String clean(String message) {
    String text =
        message.startsWith(PARSE_FAILED) ? message.substring(PARSE_FAILED.length()) : message;
    int expectation = text.indexOf(EXPECTATION);
    if (expectation < 0) {
      return oneLine(text);
    }
    String found = endSentence(text.substring(0, expectation).strip());
    List<String> expected =
        text.substring(expectation)
            .lines()
            .skip(1)
            .map(line -> line.replace("...", "").strip())
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    if (STATEMENT_KEYWORD.matcher(found).matches()) {
      return oneLine(found) + " Is a ; missing before it?";
    }
    Matcher parameter = PARAMETER_BEHIND_ALIAS.matcher(found);
    if (parameter.matches()) {
      return oneLine(found)
          + " Behind an alias a name with $ is written in backquotes, "
          + parameter.group(1)
          + ".`"
          + parameter.group(2)
          + "`.";
    }
    Matcher word = FOUND_WORD.matcher(found);
    if (word.matches() && expected.contains(A_NAME)) {
      return oneLine(found)
          + " It is a reserved word: as a name, write it in backquotes, `"
          + word.group(1)
          + "`.";
    }
    if (expected.isEmpty() || expected.size() > MAX_EXPECTED) {
      return oneLine(found);
    }
    return oneLine(
        found + " Expected: " + expected.stream().collect(Collectors.joining(" or ")) + ".");
  }

  private static String endSentence(String text) {
    String stripped = text.endsWith(".") ? text.substring(0, text.length() - 1).strip() : text;
    return stripped + ".";
  }

  /**
   * On one line: a line that ends with a colon starts a list of those behind it. Where DuckDB
   * points into a query, its two lines stay as they are, indented, and what follows begins a new
   * one.
   */
  static String oneLine(String message) {
    Matcher pointer = POINTER.matcher(message);
    if (!pointer.find()) {
      return joined(message);
    }
    String rest = joined(message.substring(pointer.end()));
    return joined(message.substring(0, pointer.start()))
        + (INDENT + pointer.group(1) + INDENT + pointer.group(2))
        + (rest.isEmpty() ? "" : INDENT + rest);
  }

  private static String joined(String message) {
    StringBuilder text = new StringBuilder();
    boolean heading = false;
    boolean list = false;
    for (String line :
        message.lines().map(String::strip).filter(stripped -> !stripped.isEmpty()).toList()) {
      boolean isHeading = line.endsWith(":");
      if (!text.isEmpty()) {
        boolean sentenceEnded = text.charAt(text.length() - 1) == '.';
        if (heading || sentenceEnded || !(isHeading || list)) {
          text.append(' ');
        } else {
          text.append(isHeading ? "; " : ", ");
        }
      }
      text.append(line);
      list = (list || heading) && !isHeading;
      heading = isHeading;
    }
    return text.toString();
  }
}
