package io.sqluice.job.dialect;

/** Writes names and texts as Flink's SQL has them. */
public final class Sql {

  private Sql() {}

  /** A text in single quotes. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name in backquotes. */
  public static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
