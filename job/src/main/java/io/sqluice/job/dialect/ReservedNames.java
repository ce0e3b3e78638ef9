package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.Locale;
import java.util.Set;

/**
 * Puts backquotes around reserved words that name columns, such as {@code open}, {@code value} or
 * {@code end}: where Flink's parser stumbles over one. A statement that it takes stays as it is.
 */
final class ReservedNames {

  /**
   * Reserved words that a statement is made of. They are never taken for names: the parser would
   * then find another meaning in many a statement that is wrong.
   */
  static final Set<String> STRUCTURAL =
      words(
          """
          ALL ALTER AND ANALYZE ANY ARRAY AS ASYMMETRIC BEGIN BETWEEN BIGINT BINARY BOOLEAN BY BYTES CALL CASE
          CAST CHAR CHARACTER COLLATE COMMENT COMPILE CONSTRAINT CREATE CROSS CUBE DECIMAL DEFINE DELETE
          DESCRIBE DISTINCT DISTRIBUTED DOUBLE DROP ELSE ESCAPE EXCEPT EXECUTE EXISTS EXPLAIN EXTEND EXTRACT
          FALSE FETCH FILTER FLOAT FOR FROM FULL FUNCTION GROUP GROUPING HAVING IF ILIKE IN INNER INSERT INT
          INTEGER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT LOAD MATCH_RECOGNIZE MATERIALIZED
          MEASURES MERGE MINUS MULTISET NATURAL NOT NULL NUMERIC OF ON OR ORDER OUTER OVER OVERWRITE PARTITION
          PIVOT PRECISION PRIMARY QUALIFY REAL RESET RIGHT RLIKE ROLLUP ROW SELECT SET SHOW SIMILAR SMALLINT
          STRING STRUCTURED SYMMETRIC TABLE TABLESAMPLE THEN TIMESTAMP_LTZ TINYINT TRUE TRUNCATE TRY_CAST
          UESCAPE UNION UNIQUE UNKNOWN UNLOAD UNNEST UNPIVOT UPDATE USE USING VALUES VARBINARY VARCHAR VARYING
          WATERMARK WHEN WHERE WINDOW WITH WITHIN WITHOUT
          """);

  /** All other reserved words. */
  static final Set<String> POSSIBLE =
      words(
          """
          ABS ALLOCATE ALLOW ARE ARRAY_CONCAT_AGG ARRAY_MAX_CARDINALITY ASENSITIVE AT ATOMIC AUTHORIZATION AVG
          BEGIN_FRAME BEGIN_PARTITION BIT BITMAP BLOB BOTH BUCKETS CALLED CARDINALITY CASCADED CATALOGS CEIL
          CEILING CHARACTER_LENGTH CHAR_LENGTH CHECK CLASSIFIER CLOB CLOSE COALESCE COLLECT COLUMN COMMIT
          CONDITION CONNECT CONNECTIONS CONTAINS CONTAINS_SUBSTR CONTINUOUS CONVERT CORR CORRESPONDING COUNT
          COVAR_POP COVAR_SAMP CUME_DIST CURRENT CURRENT_CATALOG CURRENT_DATE CURRENT_DEFAULT_TRANSFORM_GROUP
          CURRENT_PATH CURRENT_ROLE CURRENT_ROW CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP
          CURRENT_TRANSFORM_GROUP_FOR_TYPE CURRENT_USER CURSOR CYCLE DATABASES DATE DATETIME DATETIME_TRUNC
          DATE_TRUNC DAY DEALLOCATE DEC DECLARE DEFAULT DENSE_RANK DEREF DETERMINISTIC DISALLOW DISCONNECT
          DISTRIBUTION DOT DYNAMIC EACH ELEMENT EMPTY END END-EXEC END_FRAME END_PARTITION EQUALS EVERY EXEC
          EXP EXTENDED EXTERNAL FIRST_VALUE FLOOR FOREIGN FRAME_ROW FREE FRESHNESS FRIDAY FUNCTIONS FUSION GET
          GLOBAL GRANT GROUPS GROUP_CONCAT HASH HOLD HOUR IDENTITY IMPORT INCLUDE INDICATOR INITIAL INOUT
          INSENSITIVE INTERSECTION JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT JSON_OBJECTAGG JSON_QUERY
          JSON_SCOPE JSON_VALUE LAG LANGUAGE LARGE LAST_VALUE LEAD LEADING LIKE_REGEX LN LOCAL LOCALTIME
          LOCALTIMESTAMP LOWER MATCH MATCHES MATCH_NUMBER MAX MEMBER METHOD MIN MINUTE MOD MODELS MODIFIES
          MODIFY MODULE MODULES MONDAY MONTH NATIONAL NCHAR NCLOB NEW NEXT NO NONE NORMALIZE NTH_VALUE NTILE
          NULLIF OCCURRENCES_REGEX OCTET_LENGTH OFFSET OLD OMIT ONE ONLY OPEN ORDINAL OUT OVERLAPS OVERLAY
          PARAMETER PATTERN PER PERCENT PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK PERIOD PERMUTE PORTION
          POSITION POSITION_REGEX POWER PRECEDES PREPARE PREV PROCEDURE PROCEDURES QUARTERS RANGE RANK RAW
          READS RECURSIVE REF REFERENCES REFERENCING REFRESH REFRESH_MODE REGR_AVGX REGR_AVGY REGR_COUNT
          REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXX REGR_SXY REGR_SYY RELEASE RENAME RESULT RESUME RETURN
          RETURNS REVOKE ROLLBACK ROWS ROW_NUMBER RUNNING SAFE_CAST SAFE_OFFSET SAFE_ORDINAL SATURDAY
          SAVEPOINT SCALA SCOPE SCROLL SEARCH SECOND SEEK SENSITIVE SEPARATOR SESSION_USER SKIP SOME SPECIFIC
          SPECIFICTYPE SQL SQLEXCEPTION SQLSTATE SQLWARNING SQRT START STATEMENT STATIC STDDEV_POP STDDEV_SAMP
          STREAM STRING_AGG SUBMULTISET SUBSET SUBSTRING SUBSTRING_REGEX SUCCEEDS SUM SUNDAY SUSPEND SYSTEM
          SYSTEM_TIME SYSTEM_USER TABLES THURSDAY TIME TIMESTAMP TIMESTAMP_DIFF TIMESTAMP_TRUNC TIMEZONE_HOUR
          TIMEZONE_MINUTE TIME_DIFF TIME_TRUNC TO TRAILING TRANSLATE TRANSLATE_REGEX TRANSLATION TREAT TRIGGER
          TRIM TRIM_ARRAY TUESDAY UPPER UPSERT USER VALUE VALUE_OF VARIANT VAR_POP VAR_SAMP VERSIONING VIEWS
          WATERMARKS WEDNESDAY WEEKS WHENEVER WIDTH_BUCKET YEAR
          """);

  /** How far behind the place of an error the word may be that is to blame: behind a dot, say. */
  private static final int REACH = 3;

  private ReservedNames() {}

  /**
   * The statement with names quoted, if that makes the parser take it; else with those quoted that
   * took the parser further, so that it speaks of what is wrong behind them.
   */
  static Statement quote(Statement statement) {
    Statement quoted = quoteUser(statement);
    if (statement.tokens().isEmpty() || !hasPossibleName(quoted)) {
      return quoted;
    }
    Statement furthest = statement;
    int last = -1;
    while (true) {
      FlinkParser.Result result = FlinkParser.parse(quoted);
      if (!(result instanceof FlinkParser.Failure failure)) {
        return quoted;
      }
      if (failure.offset().isEmpty()) {
        return furthest;
      }
      int stumbled = tokenAt(quoted, failure.offset().getAsInt());
      if (last >= 0 && stumbled > last) {
        furthest = quoted;
      }
      int name = name(quoted, stumbled, last);
      if (name < 0) {
        return furthest;
      }
      last = name;
      quoted = quoted.edited(quote(quoted, name, new Edits()));
    }
  }

  /**
   * Calcite takes the word for a function that Flink does not have. Behind a dollar sign it is part
   * of a name.
   */
  private static Statement quoteUser(Statement statement) {
    Edits edits = new Edits();
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (statement.isWord(i, "USER")
          && !statement.isSymbol(i + 1, '(')
          && !statement.isSymbol(i - 1, '$')) {
        quote(statement, i, edits);
      }
    }
    return statement.edited(edits);
  }

  private static Edits quote(Statement statement, int token, Edits edits) {
    Token word = statement.tokens().get(token);
    return edits.replace(word.start(), word.end(), Sql.name(statement.value(word)));
  }

  private static boolean hasPossibleName(Statement statement) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (isPossible(statement, i) && !statement.isSymbol(i + 1, '(')) {
        return true;
      }
    }
    return false;
  }

  /** The index of the token at an offset, or of the next one. */
  private static int tokenAt(Statement statement, int offset) {
    int token = 0;
    while (token < statement.tokens().size() && statement.tokens().get(token).end() <= offset) {
      token++;
    }
    return token;
  }

  /** The index of the word to quote; -1 if there is none. */
  private static int name(Statement statement, int stumbled, int last) {
    // Calcite takes it for VALUES behind a bracket, and stumbles over what comes next.
    if (stumbled - 1 > last && statement.isWord(stumbled - 1, "VALUE")) {
      return stumbled - 1;
    }
    for (int i = Math.max(stumbled, last + 1);
        i < Math.min(stumbled + REACH, statement.tokens().size());
        i++) {
      if (isPossible(statement, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPossible(Statement statement, int index) {
    Token token = statement.tokens().get(index);
    return token.kind() == Token.Kind.WORD
        && POSSIBLE.contains(statement.value(token).toUpperCase(Locale.ROOT));
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
