package io.sqluice.duckdb.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.RowsQuery;
import io.sqluice.duckdb.type.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** A SELECT as DuckDB's parser sees it, asked for how it uses columns. */
final class QueryTree {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final RowType ONE_TEXT =
      RowType.of(
          new LogicalType[] {new VarCharType(VarCharType.MAX_LENGTH)}, new String[] {"tree"});

  private final JsonNode root;

  private QueryTree(JsonNode root) {
    this.root = root;
  }

  static QueryTree of(DuckDbSession session, String query) throws QueryException {
    List<RowData> trees = new ArrayList<>();
    String asJson = "SELECT json_serialize_sql(%s) AS tree".formatted(Sql.literal(query));
    try (RowsQuery serializer = session.prepare(asJson, "nothing", ONE_TEXT, ONE_TEXT)) {
      serializer.run(List.of(), trees::add);
      return new QueryTree(JSON.readTree(trees.get(0).getString(0).toString()));
    } catch (JsonProcessingException e) {
      throw new QueryException("cannot read what DuckDB says of the query", e);
    }
  }

  /** The columns that are arguments of a function or an operator, by its name. */
  Set<String> argumentsOf(String function) {
    Set<String> columns = new HashSet<>();
    for (JsonNode call : root.findParents("function_name")) {
      if (call.get("function_name").asText().equals(function)) {
        addColumns(call.path("children"), columns);
      }
    }
    return columns;
  }

  /** The columns that are compared with literal numbers. */
  Set<String> comparedWithNumbers() {
    Set<String> columns = new HashSet<>();
    for (JsonNode node : root.findParents("class")) {
      boolean comparison =
          switch (node.get("class").asText()) {
            case "COMPARISON", "BETWEEN" -> true;
            case "OPERATOR" -> node.path("type").asText().startsWith("COMPARE_");
            default -> false;
          };
      if (comparison) {
        List<JsonNode> operands = operands(node);
        if (operands.stream().anyMatch(QueryTree::isNumber)) {
          addColumns(operands, columns);
        }
      }
    }
    return columns;
  }

  private static List<JsonNode> operands(JsonNode comparison) {
    List<JsonNode> operands = new ArrayList<>();
    for (String field : List.of("left", "right", "input", "lower", "upper")) {
      if (comparison.has(field)) {
        operands.add(comparison.get(field));
      }
    }
    comparison.path("children").forEach(operands::add);
    return operands;
  }

  private static boolean isNumber(JsonNode node) {
    return switch (node.path("value").path("type").path("id").asText()) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "DOUBLE" -> true;
      default -> false;
    };
  }

  private static void addColumns(Iterable<JsonNode> nodes, Set<String> columns) {
    for (JsonNode node : nodes) {
      if (node.path("class").asText().equals("COLUMN_REF")) {
        JsonNode names = node.path("column_names");
        columns.add(names.path(names.size() - 1).asText());
      }
    }
  }
}
