package io.sqluice.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flink's jars as a distribution has them in {@code lib/} (the planner behind its loader), with our
 * shaded jar beside them.
 *
 * @param workDir an empty folder for configurations and temporary files
 * @param ourJar the shaded jar
 */
record FlinkDistribution(Path workDir, Path ourJar) {

  /** What Flink's own start scripts give a JVM of version 17. */
  private static final List<String> OPEN_PACKAGES =
      List.of(
          "java.lang", "java.util", "java.util.concurrent", "java.net", "java.nio", "java.time");

  /** The distribution that the build has put together. */
  static FlinkDistribution inFolder(Path workDir) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("..", "target"))) {
      Path jar =
          jars.filter(
                  path ->
                      path.getFileName().toString().matches("sqluice-job-[^-]*(-SNAPSHOT)?.jar"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "No sqluice-job-*.jar in job/target: run 'mvn package -pl job -am' first."));
      return new FlinkDistribution(workDir, jar.toRealPath());
    }
  }

  /**
   * Starts one of Flink's programs with a configuration of its own.
   *
   * @param name what the process is, and the name of its configuration folder
   */
  JvmProcess start(
      String name, String mainClass, Map<String, String> configuration, List<String> arguments)
      throws IOException {
    return start(
        name, mainClass, configuration, arguments, flinkJars() + File.pathSeparator + ourJar);
  }

  /** Starts {@code flink} on the command line: our jar is not beside Flink's but an argument. */
  JvmProcess startFlinkCommand(Map<String, String> configuration, List<String> arguments)
      throws IOException {
    return start(
        "flink", "org.apache.flink.client.cli.CliFrontend", configuration, arguments, flinkJars());
  }

  private static String flinkJars() {
    return Path.of("target", "flink", "lib").toAbsolutePath() + "/*";
  }

  private JvmProcess start(
      String name,
      String mainClass,
      Map<String, String> configuration,
      List<String> arguments,
      String classPath)
      throws IOException {
    Path confDir = Files.createDirectories(workDir.resolve(name));
    Files.writeString(
        confDir.resolve("config.yaml"),
        configuration.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining()));
    List<String> command = new ArrayList<>();
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    OPEN_PACKAGES.forEach(
        opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("-Dlog4j2.configurationFile=" + loggingOf(name).toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + confDir);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return JvmProcess.start(name, confDir, command);
  }

  private static Path loggingOf(String name) {
    Path resources = Path.of("src", "test", "resources");
    Path own = resources.resolve(name + "-log4j2.properties");
    return Files.exists(own) ? own : resources.resolve("flink-log4j2.properties");
  }
}
