package io.sqluice.job.execution;

import io.sqluice.job.script.Script;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.UnresolvedIdentifier;

/**
 * Writes the CREATE TABLE of a table whose columns are not known yet: creates it without columns in
 * a session, whose catalog fills them in.
 */
public final class TableDraft {

  private static final String INDENT = "    ";

  private final Session session;

  private TableDraft(Session session) {
    this.session = session;
  }

  /**
   * The statement, ready for a script. May read files and ask the API that the options name.
   *
   * @param name the table's
   * @param options what the statement shows, in its order
   * @param inference what else it takes to find the columns: options that the statement does not
   *     show, or shows with another value
   * @throws ValidationException if the options do not say what the columns are; with a line for
   *     each problem
   * @throws TableException if the API does not answer well
   */
  public static String write(
      String name, Map<String, String> options, Map<String, String> inference) {
    SessionSettings settings =
        SessionSettings.of(new Script(name, name, List.of()), RunOptions.defaults());
    Session session = Session.open(JobTarget.forPlanning(settings), settings);
    return new TableDraft(session).statement(name, options, withAll(options, inference));
  }

  private static Map<String, String> withAll(
      Map<String, String> options, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.putAll(others);
    return all;
  }

  private String statement(String name, Map<String, String> shown, Map<String, String> given) {
    session.execute(
        session.parse("CREATE TABLE " + quoted(name) + " WITH (" + list(given, ", ") + ")"));
    String columns =
        columns(name).stream()
            .map(
                column ->
                    identifier(column.getName())
                        + " "
                        + column.getDataType().getLogicalType().asSummaryString())
            .collect(Collectors.joining(",\n" + INDENT));
    return "CREATE TABLE %s (\n%s%s\n) WITH (\n%s%s\n);\n"
        .formatted(identifier(name), INDENT, columns, INDENT, list(shown, ",\n" + INDENT));
  }

  private List<Column> columns(String name) {
    ObjectIdentifier identifier =
        session.catalog().qualifyIdentifier(UnresolvedIdentifier.of(name));
    return session.catalog().getTableOrError(identifier).getResolvedSchema().getColumns();
  }

  private static String list(Map<String, String> options, String separator) {
    return options.entrySet().stream()
        .map(option -> literal(option.getKey()) + " = " + literal(option.getValue()))
        .collect(Collectors.joining(separator));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** As it is where it can be, for reading. */
  private String identifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && isColumnName(name) ? name : quoted(name);
  }

  private boolean isColumnName(String name) {
    try {
      session.parse("CREATE TABLE x (" + name + " INT) WITH ('connector' = 'x')");
      return true;
    } catch (RuntimeException reserved) {
      return false;
    }
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
