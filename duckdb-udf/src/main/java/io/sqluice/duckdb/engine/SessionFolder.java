package io.sqluice.duckdb.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.FileUtils;
import org.apache.flink.util.IOUtils;

/** A session's own folder among the temporary files, gone with the session. */
public final class SessionFolder implements AutoCloseable {

  private final Path path;
  private final Map<String, RandomAccessFile> open = new HashMap<>();

  private SessionFolder(Path path) {
    this.path = path;
  }

  static SessionFolder create() {
    return new SessionFolder(make());
  }

  /**
   * Makes a new folder among the temporary files, for whoever deletes it.
   *
   * @throws UncheckedIOException if that is not possible
   */
  public static Path make() {
    try {
      return Files.createTempDirectory("sqluice-duckdb-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a folder for DuckDB below "
              + System.getProperty("java.io.tmpdir")
              + "; make it writable, or set java.io.tmpdir to another",
          e);
    }
  }

  /** Deletes a folder and what is in it, as far as that is possible. */
  public static void delete(Path folder) {
    FileUtils.deleteDirectoryQuietly(folder.toFile());
  }

  /** A file in it, which need not be there. */
  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Writes a file in it. It stays open, and is written over from then on: a file that is emptied
   * first, or made anew, goes to the disk each time it is closed on some file systems (ext4), which
   * costs some milliseconds.
   */
  void write(String name, byte[] bytes, int start, int length) throws IOException {
    RandomAccessFile file = open.get(name);
    if (file == null) {
      // Not a channel, which the interrupt of a thread would close.
      file = new RandomAccessFile(file(name).toFile(), "rw");
      open.put(name, file);
    }
    file.seek(0);
    file.write(bytes, start, length);
    if (file.length() != length) {
      file.setLength(length);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    open.values().forEach(IOUtils::closeQuietly);
    delete(path);
  }
}
