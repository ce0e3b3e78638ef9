package io.sqluice.job.state;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder in which the state of one script is kept: checkpoints and savepoints as Flink lays
 * them out, and a file that says whose they are.
 */
public final class ScriptState {

  private static final String RECORD = "script.properties";
  private static final String IDENTITY = "identity";
  private static final String STATEMENTS = "statements";
  private static final String STATEMENT = "statement.";
  private static final String CHECKPOINT = "printed.checkpoint";
  private static final String ROWS = "printed.rows.";
  private static final String METADATA = "_metadata";
  private static final int METADATA_DEPTH = 3;
  private static final int HASH_DIGITS = 8;
  private static final int SLUG_LENGTH = 40;

  private final Path directory;
  private final String identity;

  private ScriptState(Path directory, String identity) {
    this.directory = directory;
    this.identity = identity;
  }

  /**
   * The state of a script; nothing is written yet.
   *
   * @param checkpointDirectory shared by scripts
   * @param identity tells the script from others, and stays the same from run to run
   */
  public static ScriptState of(Path checkpointDirectory, String identity) {
    return new ScriptState(
        checkpointDirectory.toAbsolutePath().resolve(folder(identity)), identity);
  }

  /** A name that a person recognizes, and that no other script has. */
  private static String folder(String identity) {
    String name = identity.substring(identity.lastIndexOf('/') + 1);
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shortened = slug.length() > SLUG_LENGTH ? slug.substring(0, SLUG_LENGTH) : slug;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return shortened + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public Path directory() {
    return directory;
  }

  /** The newest complete checkpoint or savepoint; empty if there is none. */
  public Optional<Checkpoint> newest() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory, METADATA_DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .max(Comparator.comparing(ScriptState::modified))
          .map(metadata -> metadata.getParent().toUri().toString())
          .map(path -> new Checkpoint(path, printedRows(path)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for checkpoints in " + directory, e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the age of " + file, e);
    }
  }

  private Map<String, Long> printedRows(String checkpoint) {
    Properties record = record();
    Map<String, Long> rows = new HashMap<>();
    if (samePath(checkpoint, record.getProperty(CHECKPOINT))) {
      record.stringPropertyNames().stream()
          .filter(name -> name.startsWith(ROWS))
          .forEach(
              name ->
                  rows.put(
                      name.substring(ROWS.length()), Long.parseLong(record.getProperty(name))));
    }
    return rows;
  }

  private static boolean samePath(String checkpoint, String recorded) {
    return recorded != null && name(checkpoint).equals(name(recorded));
  }

  private static String name(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /**
   * Notes how many rows had been printed when a savepoint was taken, so that the next run prints
   * none twice.
   */
  public void recordPrinted(Checkpoint savepoint) {
    Properties record = record();
    record.stringPropertyNames().stream()
        .filter(name -> name.startsWith(ROWS))
        .forEach(record::remove);
    record.setProperty(CHECKPOINT, savepoint.path());
    savepoint
        .printedRows()
        .forEach((operator, rows) -> record.setProperty(ROWS + operator, Long.toString(rows)));
    store(record);
  }

  /** Notes whose state this is, and what the script says. */
  public void recordScript(List<String> statements) {
    Properties record = record();
    record.stringPropertyNames().stream()
        .filter(name -> name.startsWith(STATEMENT))
        .forEach(record::remove);
    record.setProperty(IDENTITY, identity);
    record.setProperty(STATEMENTS, Integer.toString(statements.size()));
    for (int i = 0; i < statements.size(); i++) {
      record.setProperty(STATEMENT + (i + 1), statements.get(i));
    }
    store(record);
  }

  /** The statements that the state was last kept for; empty if nothing is known. */
  public List<String> recordedStatements() {
    Properties record = record();
    int count = Integer.parseInt(record.getProperty(STATEMENTS, "0"));
    return Stream.iterate(1, i -> i <= count, i -> i + 1)
        .map(i -> record.getProperty(STATEMENT + i, ""))
        .toList();
  }

  private Properties record() {
    Properties record = new Properties();
    Path file = directory.resolve(RECORD);
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        record.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return record;
  }

  private void store(Properties record) {
    Path file = directory.resolve(RECORD);
    try {
      Files.createDirectories(directory);
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        record.store(writer, "The script whose state is kept here");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
