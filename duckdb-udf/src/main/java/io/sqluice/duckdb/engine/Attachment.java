package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.type.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** A file that queries may read besides their rows, under its name without the ending. */
record Attachment(Path path, String name, String ending) {

  private static final List<String> FILES_OF_ONE_TABLE =
      List.of("parquet", "csv", "tsv", "json", "ndjson", "jsonl");

  /** What queries call the rows that they run over. */
  private static final List<String> TAKEN = List.of("payload", "input");

  static Attachment of(String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? new Attachment(path, name, "")
        : new Attachment(
            path, name.substring(0, dot), name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Attaches it, as a table or a read-only database.
   *
   * @return the paths that queries must be allowed to read
   * @throws QueryException if it is not there, or not what its ending says
   */
  List<String> attach(Connection connection) throws SQLException, QueryException {
    if (!Files.isReadable(path)) {
      throw new QueryException("cannot read the attached file " + path);
    }
    if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
      throw new QueryException(
          "the attached file %s would be called '%s' in the query, as its rows are; give the file another name"
              .formatted(path, name));
    }
    String file = Sql.literal(path.toString());
    try (Statement statement = connection.createStatement()) {
      if (FILES_OF_ONE_TABLE.contains(ending)) {
        statement.execute(
            "CREATE TEMP VIEW %s AS SELECT * FROM %s".formatted(Sql.identifier(name), file));
        return List.of(path.toString());
      }
      statement.execute("ATTACH %s AS %s (READ_ONLY)".formatted(file, Sql.identifier(name)));
      return List.of();
    }
  }
}
