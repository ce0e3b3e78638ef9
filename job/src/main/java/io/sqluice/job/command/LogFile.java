package io.sqluice.job.command;

import io.sqluice.job.output.Display;
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
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
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
  private static final String OURS = "io.sqluice";
  private static final int KEPT = 10;

  private LogFile() {}

  /**
   * Configures the logging; nothing may have been logged before.
   *
   * @return the file; empty if it cannot be written, and then nothing is logged to a file
   */
  public static Optional<Path> open(
      Map<String, String> environment, InstantSource clock, Display display) {
    Optional<Path> file = create(environment, clock);
    configure(file, display);
    return file;
  }

  /** Creates an empty file and removes the oldest; empty if that is not possible. */
  static Optional<Path> create(Map<String, String> environment, InstantSource clock) {
    Path directory = directory(environment);
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
    Path file = directory.resolve(time + "-" + ProcessHandle.current().pid() + ".log");
    try {
      Files.createDirectories(directory);
      removeOld(directory);
      return Optional.of(Files.createFile(file));
    } catch (IOException e) {
      return Optional.empty();
    }
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
  private static void configure(Optional<Path> file, Display display) {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.ERROR);
    Level level = file.isPresent() ? Level.INFO : Level.OFF;
    var root = builder.newRootLogger(level);
    var ours = builder.newLogger(OURS, Level.INFO);
    // The commands tell of their failures themselves, and libraries in our packages are none of the
    // user's business.
    var commands = builder.newLogger(OURS + ".job", level).addAttribute("additivity", false);
    var libraries = builder.newLogger(OURS + ".shaded", level).addAttribute("additivity", false);
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
      commands.add(builder.newAppenderRef("file"));
      libraries.add(builder.newAppenderRef("file"));
    }
    // Says at each start which of the parser's classes are no POJOs.
    builder.add(builder.newLogger("org.apache.flink.api.java.typeutils", Level.WARN));
    builder.add(root).add(ours).add(commands).add(libraries);
    LoggerContext context = Configurator.initialize(builder.build());
    Appender warnings = new DisplayAppender(display);
    warnings.start();
    context.getConfiguration().addAppender(warnings);
    context.getConfiguration().getLoggerConfig(OURS).addAppender(warnings, Level.WARN, null);
    context.updateLoggers();
  }
}
