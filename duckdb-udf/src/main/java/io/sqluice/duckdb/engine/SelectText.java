package io.sqluice.duckdb.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.duckdb.type.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Tells whether a text is exactly one SELECT, by DuckDB's own parser. */
public final class SelectText {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those that give rows and do nothing else; files they find only where a session allows it. */
  private static final List<String> TABLE_FUNCTIONS =
      List.of(
          "generate_series",
          "glob",
          "json_each",
          "json_tree",
          "parquet_scan",
          "range",
          "read_blob",
          "read_csv",
          "read_csv_auto",
          "read_json",
          "read_json_auto",
          "read_json_objects",
          "read_ndjson",
          "read_parquet",
          "read_text",
          "repeat",
          "repeat_row",
          "unnest");

  private SelectText() {}

  /**
   * Checks a SELECT over data that others have written.
   *
   * @throws QueryException if it is none, or calls a function that does more than give rows: some
   *     change settings that a locked configuration leaves open, and one ends the process
   */
  static void checkOverData(Connection connection, String sql) throws QueryException {
    JsonNode answer = checked(connection, sql);
    for (JsonNode table : answer.findParents("type")) {
      if (table.get("type").asText().equals("TABLE_FUNCTION")) {
        String name = table.path("function").path("function_name").asText();
        if (!TABLE_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
          throw new QueryException(
              "found the table function %s, expected one of %s, since the query runs over data and changes nothing"
                  .formatted(name, String.join(", ", TABLE_FUNCTIONS)));
        }
      }
    }
    for (JsonNode call : answer.findParents("function_name")) {
      if (call.get("function_name").asText().equalsIgnoreCase("write_log")) {
        throw new QueryException("found the function write_log, which does more than give a value");
      }
    }
  }

  /**
   * @throws QueryException if it is not, or does not parse
   */
  public static void check(Connection connection, String sql) throws QueryException {
    checked(connection, sql);
  }

  private static JsonNode checked(Connection connection, String sql) throws QueryException {
    JsonNode answer = parse(connection, sql);
    if (answer.get("error").asBoolean()) {
      throw refusal(connection, sql, answer);
    }
    int statements = answer.get("statements").size();
    if (statements != 1) {
      throw new QueryException(
          "found %s statements, expected one SELECT"
              .formatted(statements == 0 ? "no" : "" + statements));
    }
    return answer;
  }

  private static JsonNode parse(Connection connection, String sql) throws QueryException {
    // As a literal, since DuckDB must know the text when it binds the function.
    String parse = "SELECT json_serialize_sql(" + Sql.literal(sql) + ")";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(parse)) {
      result.next();
      return JSON.readTree(result.getString(1));
    } catch (SQLException e) {
      throw QueryException.of(e);
    } catch (JsonProcessingException e) {
      throw new QueryException("cannot read what DuckDB says of the query", e);
    }
  }

  private static QueryException refusal(Connection connection, String sql, JsonNode answer) {
    if (!"parser".equals(answer.get("error_type").asText())) {
      return new QueryException(
          "found a statement that is not a SELECT, expected one SELECT, since it runs over data and changes nothing");
    }
    try (PreparedStatement ignored = connection.prepareStatement(sql)) {
      return new QueryException(answer.get("error_message").asText());
    } catch (SQLException e) {
      return QueryException.of(e); // With a pointer to the place.
    }
  }
}
