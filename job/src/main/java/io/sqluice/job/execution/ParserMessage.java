package io.sqluice.job.execution;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the messages of Flink's SQL parser short: it lists every token that it would have taken,
 * often hundreds.
 */
final class ParserMessage {

  private static final String EXPECTATION = "Was expecting";
  private static final String PARSE_FAILED = "SQL parse failed. ";
  private static final int MAX_EXPECTED = 6;

  private ParserMessage() {}

  static String clean(String message) {
    String text =
        message.startsWith(PARSE_FAILED) ? message.substring(PARSE_FAILED.length()) : message;
    int expectation = text.indexOf(EXPECTATION);
    if (expectation < 0) {
      return indented(text);
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
    if (expected.isEmpty() || expected.size() > MAX_EXPECTED) {
      return indented(found);
    }
    return indented(
        found + " Expected: " + expected.stream().collect(Collectors.joining(" or ")) + ".");
  }

  private static String endSentence(String text) {
    String stripped = text.endsWith(".") ? text.substring(0, text.length() - 1).strip() : text;
    return stripped + ".";
  }

  /**
   * Without empty lines, and with the lines behind the first one indented so that they read as part
   * of it.
   */
  static String indented(String message) {
    return message
        .lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n    "));
  }
}
