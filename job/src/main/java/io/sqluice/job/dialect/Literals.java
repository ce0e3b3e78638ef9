package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.Locale;
import java.util.Set;

/**
 * What an expression may have anywhere in a statement: intervals without quotes, {@code INTERVAL 1
 * MINUTE}, and types of ours in a CAST.
 */
final class Literals {

  private static final Set<String> UNITS =
      Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND");

  private Literals() {}

  static void translate(Statement statement, Edits edits) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (statement.isWord(i, "INTERVAL")) {
        interval(statement, i + 1, edits);
      } else if ((statement.isWord(i, "CAST") || statement.isWord(i, "TRY_CAST"))
          && statement.isSymbol(i + 1, '(')) {
        cast(statement, i + 1, edits);
      }
    }
  }

  private static void interval(Statement statement, int first, Edits edits) {
    int number = statement.isSymbol(first, '-') ? first + 1 : first;
    if (number >= statement.tokens().size()) {
      return;
    }
    Token token = statement.tokens().get(number);
    int unit = endOfNumber(statement, number);
    if (unit > number) {
      length(statement, number, unit, edits);
    } else if (token.kind() == Token.Kind.STRING && unit(statement, number + 1).isEmpty()) {
      // INTERVAL '1 minute'
      String[] words = statement.value(token).strip().split(" +", -1);
      if (words.length == 2 && isNumber(words[0]) && !singular(words[1]).isEmpty()) {
        edits.replace(token.start(), token.end(), IntervalText.of(words[0], singular(words[1])));
      }
    }
  }

  /** The index behind a number such as 1 or 1.5; that of its first token if it is none. */
  private static int endOfNumber(Statement statement, int first) {
    if (!isNumber(statement, first)) {
      return first;
    }
    return statement.isSymbol(first + 1, '.') && isNumber(statement, first + 2)
        ? first + 3
        : first + 1;
  }

  private static boolean isNumber(Statement statement, int token) {
    return token < statement.tokens().size()
        && statement.tokens().get(token).kind() == Token.Kind.WORD
        && isNumber(statement.value(statement.tokens().get(token)));
  }

  /** A number, and behind it the unit: as it is where it needs no change. */
  private static void length(Statement statement, int first, int unitToken, Edits edits) {
    String unit = unit(statement, unitToken);
    if (unit.isEmpty()) {
      return;
    }
    Token start = statement.tokens().get(first);
    Token last = statement.tokens().get(unitToken - 1);
    Token word = statement.tokens().get(unitToken);
    String number = statement.text(start.start(), last.end());
    boolean precise =
        statement.isSymbol(unitToken + 1, '(') || statement.isWord(unitToken + 1, "TO");
    String length = precise ? "'" + number + "' " + unit : IntervalText.of(number, unit);
    if (length.equals("'" + number + "' " + unit) && unit.equalsIgnoreCase(statement.value(word))) {
      edits.replace(start.start(), last.end(), "'" + number + "'");
    } else {
      edits.replace(start.start(), word.end(), length);
    }
  }

  private static String unit(Statement statement, int token) {
    return token < statement.tokens().size()
            && statement.tokens().get(token).kind() == Token.Kind.WORD
        ? singular(statement.value(statement.tokens().get(token)))
        : "";
  }

  /** The unit that a word names; empty if it names none. */
  private static String singular(String word) {
    String unit = word.toUpperCase(Locale.ROOT);
    if (UNITS.contains(unit)) {
      return unit;
    }
    String shorter = unit.endsWith("S") ? unit.substring(0, unit.length() - 1) : unit;
    return UNITS.contains(shorter) ? shorter : "";
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static void cast(Statement statement, int open, Edits edits) {
    int close = statement.closing(open);
    int depth = 0;
    for (int i = open; i < close; i++) {
      if (statement.isSymbol(i, '(')) {
        depth++;
      } else if (statement.isSymbol(i, ')')) {
        depth--;
      } else if (depth == 1 && statement.isWord(i, "AS")) {
        TypeNames.translate(statement, i + 1, close, edits);
        return;
      }
    }
  }
}
