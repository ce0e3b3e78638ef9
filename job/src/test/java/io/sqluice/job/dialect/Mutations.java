package io.sqluice.job.dialect;

import io.sqluice.job.script.Token;
import io.sqluice.job.script.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Scripts that are wrong in some way, made of scripts that are right. Thread-safe. */
final class Mutations {

  private static final int MOST_CHANGES = 4;

  /** What scripts break at, and what they should not break at. */
  private static final List<String> ODD =
      List.of(
          "'",
          "''",
          "`",
          "\"",
          ";",
          "--",
          "//",
          "/*",
          "*/",
          "/*+",
          "(",
          ")",
          "<",
          ">",
          "[",
          "]",
          "{",
          "}",
          ",",
          ",,",
          ".",
          "=",
          "$",
          "$$",
          "${a}",
          "${",
          "$x",
          "\\",
          "\n",
          "\r\n",
          "\t",
          "\u00a0",
          "\u0000",
          "\u200b",
          "\ufeff",
          "\u00e9",
          "\ud83d\ude42",
          "\ud83d",
          "E'",
          "U&'",
          "&",
          "|",
          "||",
          "?",
          "!",
          "!=",
          "@",
          "#",
          "%",
          "^",
          "~",
          ":",
          "::",
          "=>",
          "->",
          "0",
          "1",
          "-1",
          "1e9",
          "99999999999999999999",
          "0x1F");

  private static final List<String> WORDS =
      List.of(
          "CREATE",
          "SOURCE",
          "SINK",
          "SECRET",
          "TABLE",
          "VIEW",
          "TEMPORARY",
          "IF NOT EXISTS",
          "WITH (",
          "AS",
          "AS (",
          "FROM",
          "SELECT",
          "*",
          "JOIN",
          "LEFT JOIN",
          "RIGHT JOIN",
          "FULL JOIN",
          "CROSS JOIN",
          "ON",
          "USING (",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT 1",
          "UNION ALL",
          "WITH w AS (",
          "INTERVAL",
          "INTERVAL 1 MINUTE",
          "CAST(",
          "TRIGGER_TIME()",
          "TRIGGER_EPOCH_TIME()",
          "METADATA FROM 'trigger-time'",
          "PRIMARY KEY (",
          "WATERMARK FOR",
          "GENERATED ALWAYS AS (",
          "ON CONFLICT DO",
          "DROP",
          "CASCADE",
          "SHOW",
          "SHOW SECRETS",
          "SECRET a",
          "TEXT",
          "TIMESTAMP_MS",
          "DATETIME",
          "ARRAY<",
          "ROW<",
          "open",
          "close",
          "value",
          "user",
          "price",
          "ohlc",
          "all_tickers",
          "p.symbol",
          "FOR SYSTEM_TIME AS OF",
          "LATERAL TABLE(",
          "MATCH_RECOGNIZE (",
          "BEGIN STATEMENT SET",
          "EXECUTE STATEMENT SET BEGIN",
          "END",
          "EXPLAIN",
          "NULL",
          "CASE WHEN",
          "OVER (",
          "connector = 'kafka',",
          "connector = 'lookup-http',");

  private final List<String> scripts;
  private final long seed;

  Mutations(List<String> scripts, long seed) {
    this.scripts = List.copyOf(scripts);
    this.seed = seed;
  }

  /** The mutation of a number, always the same. */
  String get(int number) {
    // Neighbouring seeds give unlike numbers.
    SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
    String text = any(scripts, random);
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      text = random.nextInt(3) == 0 ? characters(text, random) : tokens(text, random);
    }
    return text;
  }

  private String characters(String text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(3));
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, at) + any(ODD, random) + text.substring(at);
      case 2 -> text.substring(0, at) + any(ODD, random) + text.substring(end);
      case 3 -> text.substring(0, at);
      default -> text.substring(0, at) + text.substring(at, end).repeat(2) + text.substring(end);
    };
  }

  private String tokens(String text, SplittableRandom random) {
    List<String> pieces = pieces(text);
    int at = random.nextInt(pieces.size());
    int other = random.nextInt(pieces.size());
    switch (random.nextInt(7)) {
      case 0 -> pieces.remove(at);
      case 1 -> pieces.add(at, pieces.get(at));
      case 2 -> Collections.swap(pieces, at, other);
      case 3 -> pieces.add(at, " " + any(WORDS, random) + " ");
      case 4 -> pieces.set(at, any(WORDS, random));
      case 5 -> pieces.set(at, any(pieces(any(scripts, random)), random));
      default -> {
        List<String> spliced = new ArrayList<>(pieces.subList(0, at));
        List<String> tail = pieces(any(scripts, random));
        spliced.addAll(tail.subList(random.nextInt(tail.size()), tail.size()));
        pieces = spliced;
      }
    }
    return String.join("", pieces);
  }

  /** Tokens and what stands between them; single characters where there are none. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int copied = 0;
    try {
      for (Token token : Tokenizer.tokenize(text, Tokenizer.Parameters.RECOGNIZED)) {
        if (token.start() > copied) {
          pieces.add(text.substring(copied, token.start()));
        }
        pieces.add(token.text(text));
        copied = token.end();
      }
      pieces.add(text.substring(copied));
    } catch (RuntimeException e) {
      pieces.clear();
      text.chars().forEach(c -> pieces.add(String.valueOf((char) c)));
    }
    if (pieces.isEmpty()) {
      pieces.add("");
    }
    return pieces;
  }

  private static String any(List<String> texts, SplittableRandom random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
