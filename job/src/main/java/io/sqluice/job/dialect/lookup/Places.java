package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlMatchRecognize;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.List;

/**
 * Where the nodes of the parser's tree are in a statement. The parser's own places leave out
 * brackets: those around a node, and the outer ones of what is in it.
 */
final class Places {

  /**
   * A range of the text, at offsets as those of the statement's tokens.
   *
   * @param end behind its last character
   */
  record Span(int start, int end) {

    Span and(Span other) {
      return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
  }

  private final Statement statement;
  private final List<Token> tokens;

  Places(Statement statement) {
    this.statement = statement;
    this.tokens = statement.tokens();
  }

  /** A node, with all brackets that open or close in it, but none around it. */
  Span of(SqlNode node) {
    Span span = new Span(FlinkParser.start(statement, node), FlinkParser.end(statement, node));
    // The parser's place of MATCH_RECOGNIZE begins behind the table that it looks at.
    if (node instanceof SqlMatchRecognize match) {
      span = span.and(bracketed(match.getTableRef()));
    } else if (node instanceof SqlCall call && node.getKind() == SqlKind.AS) {
      span = span.and(of(call.operand(0)));
    }
    return closed(span);
  }

  /** A node with the brackets around it. */
  Span bracketed(SqlNode node) {
    Span span = of(node);
    int before = before(span.start());
    int behind = from(span.end());
    while (statement.isSymbol(before, '(') && statement.isSymbol(behind, ')')) {
      span = new Span(tokens.get(before).start(), tokens.get(behind).end());
      before--;
      behind++;
    }
    return span;
  }

  /** A range made larger, until its brackets are closed. */
  Span closed(Span span) {
    int depth = 0;
    int unopened = 0;
    int first = from(span.start());
    int behind = from(span.end());
    for (int i = first; i < behind; i++) {
      if (statement.isSymbol(i, '(')) {
        depth++;
      } else if (statement.isSymbol(i, ')') && --depth < 0) {
        unopened++;
        depth = 0;
      }
    }
    while (unopened > 0 && first > 0) {
      first--;
      unopened += statement.isSymbol(first, ')') ? 1 : statement.isSymbol(first, '(') ? -1 : 0;
    }
    while (depth > 0 && behind < tokens.size()) {
      depth += statement.isSymbol(behind, '(') ? 1 : statement.isSymbol(behind, ')') ? -1 : 0;
      behind++;
    }
    return new Span(
        Math.min(span.start(), tokens.get(Math.min(first, tokens.size() - 1)).start()),
        Math.max(span.end(), tokens.get(Math.max(behind - 1, 0)).end()));
  }

  String text(Span span) {
    return statement.text(span.start(), span.end());
  }

  /** The index of the first token that starts at an offset or behind it. */
  int from(int offset) {
    int index = 0;
    while (index < tokens.size() && tokens.get(index).start() < offset) {
      index++;
    }
    return index;
  }

  /** The index of the last token that ends at an offset or before it; -1 if there is none. */
  int before(int offset) {
    int index = tokens.size() - 1;
    while (index >= 0 && tokens.get(index).end() > offset) {
      index--;
    }
    return index;
  }
}
