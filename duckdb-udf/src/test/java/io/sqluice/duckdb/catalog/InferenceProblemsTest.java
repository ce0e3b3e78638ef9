package io.sqluice.duckdb.catalog;

import static io.sqluice.duckdb.catalog.CatalogSession.file;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the columns of a table cannot be found. */
@Timeout(120)
class InferenceProblemsTest {

  private static final String URL = "http://localhost:1/items";

  private final CatalogSession session = new CatalogSession();
  @TempDir Path folder;

  @Test
  void should_say_what_can_be_done_without_a_sample() {
    rejects(
        "",
        "it declares no columns, and nothing says what they are; declare them, name a file with an answer in 'schema.sample', or let one request find them with 'schema.infer' = 'fetch'.");
    rejects(
        ", 'transform.sql' = 'SELECT 1 AS x'",
        "it declares no columns, and nothing says what 'transform.sql' is over; declare the columns of payload in 'transform.input', name a file with an answer in 'schema.sample', or let one request find them with 'schema.infer' = 'fetch'.");
  }

  @Test
  void should_say_where_it_looked_for_the_sample() {
    rejects(
        ", 'schema.sample' = 'no/such.json'",
        "'schema.sample': found 'no/such.json', but there is no file %s; name a file with an answer of the API, such as curl saves with -o."
            .formatted(Path.of("no/such.json").toAbsolutePath()));
    rejects(
        ", 'schema.sample' = '" + folder + "'",
        "'schema.sample': found '%s', but %s is a folder; name a file with an answer of the API, such as curl saves with -o."
            .formatted(folder, folder));
  }

  @Test
  void should_say_what_jq_does_not_do_with_the_sample() throws Exception {
    Path sample = file(folder, "{\"data\": [5, 6]}");

    rejects(
        sample(sample, ", 'jq' = '.data[] | .x'"),
        "'schema.sample': no columns can be made of %s: the jq program failed at row 1: Cannot index number with string \"x\"; correct the option 'jq' (.data[] | .x) or check what the API sends."
            .formatted(sample));
    rejects(
        sample(sample, ", 'jq' = '.data[]'"),
        "'schema.sample': no columns can be made of %s: record 1 is 5, expected an object, whose fields become the columns; let jq make one, as in {value: .}."
            .formatted(sample));
    rejects(
        sample(sample, ", 'jq' = '.rows[]?'"),
        "'schema.sample': no columns can be made of %s: the jq program finds no records in it; correct the option 'jq' (.rows[]?), or take an answer that has some."
            .formatted(sample));
    rejects(
        sample(sample, ", 'jq' = '.data['"),
        "'jq': jq does not understand \".data[\": Encountered \"<EOF>\" at line 1, column 6.");
  }

  @Test
  void should_say_what_is_wrong_with_the_body() throws Exception {
    Path html = file(folder, "<html>");
    rejects(
        sample(html, ""),
        "'schema.sample': no columns can be made of %s: the body is not JSON (line 1, column 1): Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false'); it starts with \"<html>\" and looks like HTML, such as a login or an error page; check the option 'url'."
            .formatted(html));
    Path none = file(folder, "[]");
    rejects(
        sample(none, ""),
        "'schema.sample': no columns can be made of %s: it has no records; take an answer that has some."
            .formatted(none));
    Path empty = file(folder, "[{}]");
    rejects(
        sample(empty, ""),
        "'schema.sample': no columns can be made of %s: its records have no fields; take an answer whose records have some."
            .formatted(empty));
  }

  @Test
  void should_reject_names_that_are_not_told_apart() throws Exception {
    Path sample = file(folder, "[{\"a\": 1}, {\"x\": [{\"id\": 1, \"ID\": 2}]}]");
    rejects(
        sample(sample, ""),
        "'schema.sample': no columns can be made of %s: record 2 has a field 'ID' in 'x', and there is 'id' too, which differs in case alone; declare the columns, or let jq rename one of them."
            .formatted(sample));
    Path across = file(folder, "[{\"a\": 1}, {\"A\": 1}]");
    rejects(
        sample(across, ""),
        "'schema.sample': no columns can be made of %s: record 2 has a field 'A', and there is 'a' too, which differs in case alone; declare the columns, or let jq rename one of them."
            .formatted(across));
    Path unnamed = file(folder, "[{\"\": 1}]");
    rejects(
        sample(unnamed, ""),
        "'schema.sample': no columns can be made of %s: record 1 has a field whose name is empty, which is no name for a column; let jq name it."
            .formatted(unnamed));
  }

  @Test
  void should_reject_a_declared_column_that_the_sample_has_too() throws Exception {
    Path sample = file(folder, "[{\"url\": \"x\", \"id\": 1}]");

    assertThatThrownBy(
            () ->
                session.sql(
                    "CREATE TABLE t (url STRING METADATA) WITH ('connector' = 'http', 'url' = '%s', 'schema.sample' = '%s')"
                        .formatted(URL, sample)))
        .rootCause()
        .hasMessage(
            "Table s.default.t declares 'url', and what it reads has a column of that name too; give the declared one another name, or let 'jq' or 'transform.sql' rename the other.");
  }

  @Test
  void should_reject_a_query_that_names_two_columns_alike_or_is_wrong() throws Exception {
    Path sample = file(folder, "[{\"a\": 1, \"b\": 2}]");

    rejects(
        sample(sample, ", 'transform.sql' = 'SELECT a, b AS A FROM payload'"),
        "'transform.sql': the query gives two columns with the name 'a' ('A' is the same name to DuckDB); name them apart with AS");
    rejects(
        sample(sample, ", 'transform.sql' = 'SELECT c FROM payload'"),
        """
        'transform.sql': Binder Error: Referenced column "c" not found in FROM clause!
        Candidate bindings: "a"

        LINE 1: SELECT c FROM payload
                       ^""");
  }

  @Test
  void should_say_how_csv_is_inferred() {
    rejects(
        ", 'format' = 'csv', 'schema.sample' = 'x.csv'",
        "'format': found 'csv', whose columns have to be declared; or let DuckDB read it, header and all: 'transform.sql' = 'SELECT * FROM payload'.");
    rejects(
        ", 'format' = 'avro', 'schema.sample' = 'x.avro'",
        "'format': found 'avro', whose columns have to be declared; columns are inferred for json and ndjson, and for csv with a 'transform.sql'.");
  }

  private static String sample(Path file, String options) {
    return options + ", 'schema.sample' = '" + file + "'";
  }

  private void rejects(String options, String problem) {
    assertThatThrownBy(() -> session.createTable(URL, options))
        .rootCause()
        .hasMessage("Table s.default.t has 1 problem:\n  - " + problem);
  }
}
