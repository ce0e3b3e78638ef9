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

/** Tells whether a text is exactly one SELECT, by DuckDB's own parser. */
public final class SelectText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SelectText() {}

  /**
   * @throws QueryException if it is not, or does not parse
   */
  public static void check(Connection connection, String sql) throws QueryException {
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
