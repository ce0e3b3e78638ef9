package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a table, view or the like where it stands in a statement.
 *
 * @param path its parts, without quotes
 * @param first index of its first token
 * @param end index behind its last token
 */
public record ObjectName(List<String> path, int first, int end) {

  public ObjectName {
    path = List.copyOf(path);
  }

  /**
   * The name that starts at a token; its path is empty if there is none.
   *
   * @param index may be behind the last token
   */
  public static ObjectName at(Statement statement, int index) {
    List<String> path = new ArrayList<>();
    int i = index;
    while (isName(statement, i)) {
      path.add(statement.value(statement.tokens().get(i)));
      i++;
      if (!statement.isSymbol(i, '.') || !isName(statement, i + 1)) {
        break;
      }
      i++;
    }
    return new ObjectName(path, index, i);
  }

  public boolean isEmpty() {
    return path.isEmpty();
  }

  /** The last part. */
  String last() {
    return path.get(path.size() - 1);
  }

  /** As Flink's SQL has it. */
  String sql() {
    return String.join(".", path.stream().map(Sql::name).toList());
  }

  /** The name of another object beside this one, as Flink's SQL has it. */
  String sibling(String name) {
    List<String> parts = new ArrayList<>(path);
    parts.set(parts.size() - 1, name);
    return new ObjectName(parts, first, end).sql();
  }

  private static boolean isName(Statement statement, int index) {
    if (index >= statement.tokens().size()) {
      return false;
    }
    Token.Kind kind = statement.tokens().get(index).kind();
    return kind == Token.Kind.WORD || kind == Token.Kind.QUOTED_NAME;
  }
}
