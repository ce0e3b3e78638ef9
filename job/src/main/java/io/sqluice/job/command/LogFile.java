package io.sqluice.job.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * Sends the log of a process to a file of its own; warnings of Sqluice also go to standard error.
 */
public final class LogFile {

  private static final String DIRECTORY_VARIABLE = "SQLUICE_LOG_DIR";
  private static final String STATE_VARIABLE = "XDG_STATE_HOME";
  private static final int KEPT = 10;

  private LogFile() {}

  /**
   * Configures the logging; nothing may have been logged before.
   *
   * @return the file; empty if it cannot be written, and then nothing is logged to a file
   */
  public static Optional<Path> open(Map<String, String> environment, InstantSource clock) {
    Path directory = directory(environment);
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
    Path file = directory.resolve(time + "-" + ProcessHandle.current().pid() + ".log");
    try {
      Files.createDirectories(directory);
      removeOld(directory);
      Files.createFile(file);
    } catch (IOException e) {
      configure(Optional.empty());
      return Optional.empty();
    }
    configure(Optional.of(file));
    return Optional.of(file);
  }

  private static Path directory(Map<String, String> environment) {
    String given = environment.getOrDefault(DIRECTORY_VARIABLE, "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    String state = environment.getOrDefault(STATE_VARIABLE, "");
    Path base =
        state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("sqluice").resolve("logs");
  }

  private static void removeOld(Path directory) throws IOException {
    List<Path> old;
    try (Stream<Path> files = Files.list(directory)) {
      old =
          files
              .filter(file -> file.getFileName().toString().endsWith(".log"))
              .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
              .skip(KEPT - 1)
              .toList();
    }
    for (Path file : old) {
      Files.deleteIfExists(file);
    }
  }

  // Built in code: reading a configuration file costs start-up time before the first row.
  private static void configure(Optional<Path> file) {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.ERROR);
    builder.add(
        builder
            .newAppender("stderr", "Console")
            .addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
            .add(builder.newLayout("PatternLayout").addAttribute("pattern", "%-5p %m%n%xEx{none}"))
            .add(
                builder
                    .newFilter("ThresholdFilter", "ACCEPT", "DENY")
                    .addAttribute("level", Level.WARN)));
    var root = builder.newRootLogger(file.isPresent() ? Level.INFO : Level.OFF);
    var ours =
        builder.newLogger("io.sqluice.http", Level.INFO).add(builder.newAppenderRef("stderr"));
    if (file.isPresent()) {
      builder.add(
          builder
              .newAppender("file", "File")
              .addAttribute("fileName", file.get().toString())
              .add(
                  builder
                      .newLayout("PatternLayout")
                      .addAttribute("pattern", "%d{ISO8601} %-5p %c{1.} [%t] %m%n%xEx")));
      root.add(builder.newAppenderRef("file"));
    }
    builder.add(root);
    builder.add(ours);
    // Some two hundred lines a start about types that are no POJOs.
    builder.add(builder.newLogger("org.apache.flink.api.java.typeutils.TypeExtractor", Level.WARN));
    Configurator.initialize(builder.build());
  }
}
