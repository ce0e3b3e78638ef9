package io.sqluice.duckdb.file;

import io.sqluice.duckdb.engine.QueryException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a file does not open, and what to do. */
final class OpenFailure {

  private static final Pattern HELD =
      Pattern.compile("Conflicting lock is held in (.*?) \\(PID (\\d+)\\)");
  private static final Pattern LOCKED = Pattern.compile("Could not set lock on file");

  private OpenFailure() {}

  static FileException of(FileConfig config, SQLException cause) {
    String message = QueryException.message(cause);
    if (LOCKED.matcher(message).find()) {
      return new FileHeldException(
          "Cannot open the DuckDB file %s: %s has it open, and DuckDB lets only one process have a file open in which it writes. Stop that process, or write to another file; to read the file in several processes, give the tables of all of them 'read-only' = 'true'."
              .formatted(config.path(), holder(message)),
          cause);
    }
    if (message.contains("different configuration")) {
      return new FileException(
          "Cannot open the DuckDB file %s: this process has it open with other settings than 'read-only' = '%s', 'duckdb.memory-limit' = '%s', 'duckdb.threads' = '%d' and 'duckdb.external-access' = '%s'. Give these options the same values in all tables of this path."
              .formatted(
                  config.path(),
                  config.readOnly(),
                  config.memoryLimit(),
                  config.threads(),
                  config.externalAccess()),
          cause);
    }
    return new FileException(
        "Cannot open the DuckDB file %s: %s".formatted(config.path(), message), cause);
  }

  /** The process that DuckDB names, and who runs it. */
  private static String holder(String message) {
    Matcher held = HELD.matcher(message);
    if (!held.find()) {
      return "another process";
    }
    String user =
        ProcessHandle.of(Long.parseLong(held.group(2)))
            .flatMap(process -> process.info().user())
            .map(name -> " of user " + name)
            .orElse("");
    return "process %s%s (%s)".formatted(held.group(2), user, held.group(1));
  }
}
