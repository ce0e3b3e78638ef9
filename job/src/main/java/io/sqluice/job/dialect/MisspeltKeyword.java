package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import io.sqluice.shaded.org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import io.sqluice.shaded.org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A word of a statement that the parser does not take, with the keyword in whose place it stands:
 * with that one, the parser takes the statement, or gets further.
 *
 * @param token index of the word
 */
public record MisspeltKeyword(int token, String keyword) {

  /** Of those that few scripts begin with, such as HELP, none is suggested. */
  private static final List<String> VERBS =
      List.of(
          "CREATE",
          "SELECT",
          "INSERT",
          "DROP",
          "SHOW",
          "WITH",
          "EXPLAIN",
          "DESCRIBE",
          "EXECUTE",
          "ALTER",
          "TRUNCATE",
          "ANALYZE");

  private static final List<String> KINDS =
      List.of(
          "SOURCE",
          "SINK",
          "SECRET",
          "TABLE",
          "VIEW",
          "FUNCTION",
          "CATALOG",
          "DATABASE",
          "MODEL",
          "CONNECTION",
          "MATERIALIZED",
          "TEMPORARY",
          "TEMP",
          "SYSTEM",
          "PARTITION",
          "OR");

  private static final List<String> LISTS =
      List.of(
          "SOURCES",
          "SINKS",
          "SECRETS",
          "TABLES",
          "VIEWS",
          "FUNCTIONS",
          "CATALOGS",
          "DATABASES",
          "MODELS",
          "MODULES",
          "CONNECTIONS",
          "COLUMNS",
          "PARTITIONS",
          "PROCEDURES",
          "JARS",
          "JOBS",
          "CURRENT",
          "CREATE",
          "USER",
          "FULL",
          "MATERIALIZED");

  /** How many words are tried: errors are told once, but statements can be long. */
  private static final int MOST_WORDS = 200;

  /** How many tokens further the parser has to get, if it does not get to the end. */
  private static final int FURTHER = 3;

  /** The word that is most likely to blame; empty if none is, or if the parser takes all. */
  public static Optional<MisspeltKeyword> in(Statement statement) {
    if (!(FlinkParser.parse(statement) instanceof FlinkParser.Failure failure)) {
      return Optional.empty();
    }
    Optional<MisspeltKeyword> atStart = atStart(statement);
    if (atStart.isPresent()) {
      return atStart;
    }
    int stumbled = index(statement, failure.offset());
    List<String> keywords = keywords();
    Optional<MisspeltKeyword> further = Optional.empty();
    for (int word : nearestFirst(statement, stumbled)) {
      String written = statement.value(statement.tokens().get(word)).toUpperCase(Locale.ROOT);
      for (String keyword : Spelling.alike(written, keywords)) {
        if (ReservedNames.POSSIBLE.contains(written)
            && !ReservedNames.STRUCTURAL.contains(keyword)) {
          continue;
        }
        OptionalInt reached = reached(statement, word, keyword);
        if (reached.isEmpty()) {
          return Optional.of(new MisspeltKeyword(word, keyword));
        }
        if (further.isEmpty()
            && reached.getAsInt() >= Math.max(stumbled, word) + FURTHER
            && ReservedNames.STRUCTURAL.contains(keyword)) {
          further = Optional.of(new MisspeltKeyword(word, keyword));
        }
      }
    }
    return further;
  }

  /** The words that say what a statement is: Flink's parser does not know all of them. */
  private static Optional<MisspeltKeyword> atStart(Statement statement) {
    Optional<MisspeltKeyword> verb = nearest(statement, 0, VERBS);
    if (verb.isPresent()) {
      return verb;
    }
    if (statement.startsWith("CREATE")) {
      return CreateStatement.of(statement)
          .flatMap(create -> nearest(statement, create.kindToken(), KINDS));
    }
    if (statement.startsWith("DROP")) {
      return nearest(statement, 1, KINDS);
    }
    return statement.startsWith("SHOW") ? nearest(statement, 1, LISTS) : Optional.empty();
  }

  private static Optional<MisspeltKeyword> nearest(
      Statement statement, int token, List<String> keywords) {
    if (token >= statement.tokens().size()
        || statement.tokens().get(token).kind() != Token.Kind.WORD) {
      return Optional.empty();
    }
    String word = statement.value(statement.tokens().get(token)).toUpperCase(Locale.ROOT);
    return keywords.contains(word)
        ? Optional.empty()
        : Spelling.nearest(word, keywords).map(keyword -> new MisspeltKeyword(token, keyword));
  }

  /** Where the parser stumbles with a keyword in the place of a word; empty if nowhere. */
  private static OptionalInt reached(Statement statement, int word, String keyword) {
    Token token = statement.tokens().get(word);
    Statement changed = statement.edited(new Edits().replace(token.start(), token.end(), keyword));
    return FlinkParser.parse(changed) instanceof FlinkParser.Failure failure
        ? OptionalInt.of(index(changed, failure.offset()))
        : OptionalInt.empty();
  }

  private static int index(Statement statement, OptionalInt offset) {
    int index = 0;
    while (offset.isPresent()
        && index < statement.tokens().size()
        && statement.tokens().get(index).end() <= offset.getAsInt()) {
      index++;
    }
    return index;
  }

  /** The words where the parser stumbled and before, then those behind. */
  private static List<Integer> nearestFirst(Statement statement, int stumbled) {
    List<Integer> words = new ArrayList<>();
    for (int i = Math.min(stumbled, statement.tokens().size() - 1); i >= 0; i--) {
      words.add(i);
    }
    for (int i = stumbled + 1; i < statement.tokens().size(); i++) {
      words.add(i);
    }
    return words.stream().filter(i -> isMisspelt(statement, i)).limit(MOST_WORDS).toList();
  }

  /** A keyword that a statement is made of is right, though it may be in the wrong place. */
  private static boolean isMisspelt(Statement statement, int index) {
    Token token = statement.tokens().get(index);
    return token.kind() == Token.Kind.WORD
        && !ReservedNames.STRUCTURAL.contains(statement.value(token).toUpperCase(Locale.ROOT));
  }

  private static List<String> keywords() {
    SqlAbstractParserImpl.Metadata metadata =
        FlinkSqlParserImpl.FACTORY.getParser(new StringReader("")).getMetadata();
    return metadata.getTokens().stream().filter(metadata::isKeyword).toList();
  }
}
