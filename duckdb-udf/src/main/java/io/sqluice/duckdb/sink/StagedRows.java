package io.sqluice.duckdb.sink;

/**
 * Rows that one checkpoint has staged, to be moved into the target when it is complete.
 *
 * @param sink the sink, from its first start on through all restarts from checkpoints
 * @param attempt the start of the sink in which they were staged
 * @param epoch counts the checkpoints of the sink
 * @param rows how many rows and changes
 * @param retracts whether there are retractions of whole rows
 */
record StagedRows(String sink, String attempt, long epoch, long rows, boolean retracts) {

  /** The schema of all that the sinks keep in a file for themselves. */
  static final String SCHEMA = "sqluice";

  private static final String PREFIX = "staged_";

  /** The tables that hold them. */
  StageNames names() {
    String name = prefix(sink) + attempt + "_" + epoch;
    return new StageNames(
        new StageNames.Place(null, SCHEMA, name),
        new StageNames.Place(null, SCHEMA, name + "_retractions"));
  }

  /** How the names of all staging tables of a sink begin. */
  static String prefix(String sink) {
    return PREFIX + sink + "_";
  }

  /** The epoch of a staging table of a sink. */
  static long epoch(String table, String sink) {
    return Long.parseLong(table.substring(prefix(sink).length()).split("_")[1]);
  }
}
