package io.sqluice.duckdb.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A session's own folder among the temporary files, gone with the session. */
final class SessionFolder implements AutoCloseable {

  private final Path path;

  private SessionFolder(Path path) {
    this.path = path;
  }

  static SessionFolder create() {
    try {
      return new SessionFolder(Files.createTempDirectory("sqluice-duckdb-").toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a folder for DuckDB below "
              + System.getProperty("java.io.tmpdir")
              + "; make it writable, or set java.io.tmpdir to another",
          e);
    }
  }

  /** A file in it, which need not be there. */
  Path file(String name) {
    return path.resolve(name);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    FileUtils.deleteDirectoryQuietly(path.toFile());
  }
}
