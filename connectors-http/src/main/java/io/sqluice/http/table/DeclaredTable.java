package io.sqluice.http.table;

import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A table over HTTP as it is declared, before its columns are known. For the planner.
 *
 * @param name its full name
 * @param kind who asks for its rows
 * @param options as its DDL gives them
 * @param configuration of the session: its runtime mode, and where secrets are
 * @param classLoader the one of user code, in which engines for SQL over answers and types of
 *     authentication are looked for
 */
public record DeclaredTable(
    String name,
    Kind kind,
    Map<String, String> options,
    ReadableConfig configuration,
    ClassLoader classLoader) {

  /** Who asks for the rows of a table. */
  public enum Kind {
    /** The table itself, on a schedule. */
    POLLED,
    /** Each row that is joined with it, whose values the request may need. */
    LOOKED_UP
  }
}
