package io.sqluice.duckdb.file;

import io.sqluice.duckdb.engine.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * An open DuckDB file. All that open one in a process share one DuckDB, which the driver counts:
 * the file is closed after the last of them. Connections are for one thread each, and see what
 * others have committed.
 */
public final class DuckDbFile implements AutoCloseable {

  /** What DuckDB may write to its temporary folder when its memory is full. */
  private static final String SPILL_LIMIT = "10GB";

  private final FileConfig config;
  private final String url;
  private final ProcessClaim claim;

  /** Holds the file open. */
  private final DuckDBConnection connection;

  private DuckDbFile(FileConfig config, String url, ProcessClaim claim) throws SQLException {
    this.config = config;
    this.url = url;
    this.claim = claim;
    this.connection = connect(settings());
  }

  /**
   * Opens a file; one that is not there is made, if it may be written.
   *
   * @throws FileHeldException if another process has it open
   * @throws FileException if it cannot be opened for another reason
   */
  public static DuckDbFile open(FileConfig config) throws FileException {
    String location = location(config);
    ProcessClaim claim = ProcessClaim.of(config, location);
    try {
      return new DuckDbFile(config, "jdbc:duckdb:" + location, claim);
    } catch (SQLException e) {
      claim.close();
      throw OpenFailure.of(config, e);
    }
  }

  /** Whether there is a file, or could be: a database in memory is there when it is opened. */
  public static boolean exists(FileConfig config) {
    return config.inMemory() || Files.exists(Path.of(config.path()));
  }

  /** One path for one file, whatever it is called by. */
  private static String location(FileConfig config) throws FileException {
    if (config.inMemory()) {
      return config.isPrivate() ? config.path() + UUID.randomUUID() : config.path();
    }
    Path path = Path.of(config.path()).toAbsolutePath().normalize();
    try {
      return Files.exists(path)
          ? path.toRealPath().toString()
          : path.getParent().toRealPath().resolve(path.getFileName()).toString();
    } catch (IOException noFolder) {
      throw new FileException(
          "Cannot open the DuckDB file %s: there is no folder %s; make it, or change 'path'."
              .formatted(config.path(), path.getParent()),
          noFolder);
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", config.memoryLimit().getBytes() + "B");
    settings.setProperty("threads", "" + config.threads());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("max_temp_directory_size", SPILL_LIMIT);
    if (claim.folder() != null) {
      // DuckDB's own choice is one below the current folder, for all.
      settings.setProperty("temp_directory", claim.folder().resolve("spill").toString());
    }
    if (!config.externalAccess()) {
      settings.setProperty("enable_external_access", "false");
    }
    if (config.readOnly()) {
      settings.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    }
    return settings;
  }

  /**
   * Another connection.
   *
   * @throws FileException if the file was closed
   */
  public DuckDBConnection connect() throws FileException {
    try {
      return connect(settings());
    } catch (SQLException e) {
      throw OpenFailure.of(config, e);
    }
  }

  private DuckDBConnection connect(Properties settings) throws SQLException {
    // Not by DriverManager: it knows no drivers of a jar that Flink loads for a job.
    DuckDBConnection made =
        new DuckDBDriver().connect(url, settings).unwrap(DuckDBConnection.class);
    try (Statement statement = made.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      return made;
    } catch (SQLException e) {
      made.close();
      throw e;
    }
  }

  /** What it was opened with. */
  public FileConfig config() {
    return config;
  }

  /** Closes the file for its caller; connections that are still open hold it open. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot close the DuckDB file %s: %s".formatted(config.path(), QueryException.message(e)),
          e);
    } finally {
      claim.close();
    }
  }
}
