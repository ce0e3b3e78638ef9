package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.config.Lex;
import io.sqluice.shaded.org.apache.calcite.runtime.CalciteContextException;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCharStringLiteral;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.fun.SqlLiteralChainOperator;
import io.sqluice.shaded.org.apache.calcite.sql.parser.SqlParseException;
import io.sqluice.shaded.org.apache.calcite.sql.parser.SqlParser;
import io.sqluice.shaded.org.apache.calcite.sql.parser.SqlParserPos;
import io.sqluice.shaded.org.apache.flink.sql.parser.ddl.SqlReplaceTableAs;
import io.sqluice.shaded.org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import io.sqluice.shaded.org.apache.flink.sql.parser.validate.FlinkSqlConformance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Flink's SQL parser, as its planner sets it up. */
public final class FlinkParser {

  /** As the planner has it. */
  private static final int LONGEST_IDENTIFIER = 256;

  private static final SqlParser.Config CONFIGURATION =
      SqlParser.config()
          .withParserFactory(FlinkSqlParserImpl.FACTORY)
          .withConformance(FlinkSqlConformance.DEFAULT)
          .withLex(Lex.JAVA)
          .withIdentifierMaxLength(LONGEST_IDENTIFIER);

  private FlinkParser() {}

  /** What the parser makes of a statement. */
  public sealed interface Result {}

  /**
   * @param node whose positions are lines and columns of the statement's text
   */
  public record Tree(SqlNode node) implements Result {}

  /**
   * The parser does not take the statement.
   *
   * @param offset of the first character that it stumbled over, as those of the statement's tokens;
   *     empty if it does not say
   */
  public record Failure(OptionalInt offset) implements Result {}

  /** Parses one statement. */
  public static Result parse(Statement statement) {
    try {
      return new Tree(SqlParser.create(statement.text(), CONFIGURATION).parseStmt());
    } catch (SqlParseException e) {
      return new Failure(offset(statement, e.getPos()));
    } catch (CalciteContextException e) {
      return new Failure(
          e.getPosLine() > 0
              ? OptionalInt.of(statement.offsetOf(e.getPosLine(), e.getPosColumn()))
              : OptionalInt.empty());
    } catch (RuntimeException | StackOverflowError e) {
      // The actions in its grammar check too, and their exceptions are of any kind.
      return new Failure(OptionalInt.empty());
    }
  }

  /**
   * The text that a literal stands for, in any of the forms that Flink reads: with escapes, and in
   * parts on several lines; empty for anything else.
   */
  static Optional<String> text(String literal) {
    try {
      SqlNode node = SqlParser.create(literal, CONFIGURATION).parseExpression();
      if (node.getKind() == SqlKind.LITERAL_CHAIN) {
        node = SqlLiteralChainOperator.concatenateOperands((SqlCall) node);
      }
      return node instanceof SqlCharStringLiteral text
          ? Optional.of(text.getValueAs(String.class))
          : Optional.empty();
    } catch (SqlParseException | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static OptionalInt offset(Statement statement, SqlParserPos position) {
    return position == null
        ? OptionalInt.empty()
        : OptionalInt.of(statement.offsetOf(position.getLineNum(), position.getColumnNum()));
  }

  /** The offset of a node's first character, as those of the statement's tokens. */
  public static int start(Statement statement, SqlNode node) {
    return start(statement, node.getParserPosition());
  }

  /** The offset behind a node's last character, as those of the statement's tokens. */
  public static int end(Statement statement, SqlNode node) {
    return end(statement, node.getParserPosition());
  }

  /** The operands of a call, also of REPLACE TABLE, which itself takes options for given. */
  public static List<SqlNode> operands(SqlCall call) {
    return call instanceof SqlReplaceTableAs replace
        ? List.of(replace.getAsQuery())
        : call.getOperandList();
  }

  static int start(Statement statement, SqlParserPos position) {
    return statement.offsetOf(position.getLineNum(), position.getColumnNum());
  }

  static int end(Statement statement, SqlParserPos position) {
    return statement.offsetOf(position.getEndLineNum(), position.getEndColumnNum()) + 1;
  }
}
