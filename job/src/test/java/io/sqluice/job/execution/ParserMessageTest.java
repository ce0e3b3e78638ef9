package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParserMessageTest {

  @Test
  void should_leave_out_a_long_list_of_expected_tokens() {
    assertThat(
            ParserMessage.clean(
                "SQL parse failed. Encountered \"x\" .\nWas expecting one of:\n    \"A\" ...\n    \"B\" ...\n"
                    + "    \"C\" ...\n    \"D\" ...\n    \"E\" ...\n    \"F\" ...\n    \"G\" ...\n    "))
        .isEqualTo("Encountered \"x\".");
  }

  @Test
  void should_show_a_short_list_of_expected_tokens() {
    assertThat(
            ParserMessage.clean(
                "Encountered \"x\".\nWas expecting one of:\n    \"A\" ...\n    <B> ...\n    "))
        .isEqualTo("Encountered \"x\". Expected: \"A\" or <B>.");
  }

  @Test
  void should_tell_a_reserved_word_that_stands_for_a_name() {
    assertThat(
            ParserMessage.clean(
                "SQL parse failed. Encountered \"user\" at line 2, column 5.\nWas expecting one of:\n"
                    + "    \"PRIMARY\" ...\n    <BACK_QUOTED_IDENTIFIER> ...\n    <IDENTIFIER> ...\n    "))
        .isEqualTo(
            "Encountered \"user\" at line 2, column 5. It is a reserved word: as a name, write it in"
                + " backquotes, `user`.");
  }

  @Test
  void should_say_how_a_parameter_of_a_lookup_is_written_behind_an_alias() {
    assertThat(
            ParserMessage.clean(
                "SQL parse failed. Encountered \"= l.$id\" at line 4, column 12.\nWas expecting one"
                    + " of:\n    <EOF> ...\n    \"EXCEPT\" ...\n    "))
        .isEqualTo(
            "Encountered \"= l.$id\" at line 4, column 12. Behind an alias a name with $ is written"
                + " in backquotes, l.`$id`.");
  }

  @Test
  void should_suspect_a_missing_semicolon_before_a_statement() {
    assertThat(
            ParserMessage.clean(
                "Incorrect syntax near the keyword 'INSERT'.\nWas expecting one of:\n    <EOF>\n"))
        .isEqualTo("Incorrect syntax near the keyword 'INSERT'. Is a ; missing before it?");
  }

  @Test
  void should_put_lists_on_one_line() {
    assertThat(
            ParserMessage.oneLine("Bad options.\n\nUnsupported:\n\na\nb\n\nSupported:\n\nc\nd\n"))
        .isEqualTo("Bad options. Unsupported: a, b; Supported: c, d");
    assertThat(ParserMessage.oneLine("one\n  two")).isEqualTo("one two");
  }

  @Test
  void should_keep_the_lines_by_which_duckdb_points_into_a_query() {
    assertThat(
            ParserMessage.clean(
                "DUCKDB_JSON: Binder Error: No function matches 'sum(VARCHAR)'.\n"
                    + "\tCandidate functions:\n\tsum(BIGINT) -> HUGEINT\n\tsum(DOUBLE) -> DOUBLE\n\n\n"
                    + "LINE 1: SELECT sum(x) FROM payload\n               ^\n\nCast it.\nOr not."))
        .isEqualTo(
            """
            DUCKDB_JSON: Binder Error: No function matches 'sum(VARCHAR)'. Candidate functions: sum(BIGINT) -> HUGEINT, sum(DOUBLE) -> DOUBLE
                LINE 1: SELECT sum(x) FROM payload
                               ^
                Cast it. Or not.""");
  }
}
