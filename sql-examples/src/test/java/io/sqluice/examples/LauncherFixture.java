package io.sqluice.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout in miniature around the real launcher, with a Java and a Maven that only write down
 * how they were called.
 */
final class LauncherFixture {

  /** How a start ended. */
  record Outcome(int exitCode, String stdout, String stderr) {}

  /** The programs that the launcher may use besides java and mvn. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "readlink",
          "find",
          "mkdir",
          "rmdir",
          "rm",
          "mv",
          "touch",
          "tail",
          "mktemp",
          "cat",
          "sleep");

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      echo "$$ $PWD java $*" >>"@calls@"
      for argument in "$@"; do
        case $argument in
          -XX:ArchiveClassesAtExit=*)
            [ ! -f "@root@/training-fails" ] || exit 1
            echo classes >"${argument#*=}"
            exit 0 ;;
        esac
      done
      printf '<%s>' "$@"
      exit 3
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "$$ $PWD mvn $*" >>"@calls@"
      while [ -f "@root@/build-waits" ]; do sleep 0.05; done
      mkdir -p job/target/flink-lib
      echo half >job/target/sqluice-job-1.jar
      if [ -f "@root@/build-fails" ]; then
        echo "[ERROR] no such symbol"
        exit 1
      fi
      echo flink >job/target/flink-lib/flink-core.jar
      """;

  final Path root;
  final Path checkout;
  final Path jdk;
  private final Path tools;
  private final Path calls;
  private final Map<String, String> environment = new TreeMap<>();

  LauncherFixture(Path root) throws IOException {
    // As the launcher sees it: macOS keeps temporary folders behind a symbolic link.
    this.root = root.toRealPath();
    this.checkout = Files.createDirectories(this.root.resolve("check out"));
    this.jdk = this.root.resolve("jdk");
    this.tools = Files.createDirectories(this.root.resolve("tools"));
    this.calls = this.root.resolve("calls");
    Files.createFile(calls);
    Files.copy(launcher(), checkout.resolve("sqluice"));
    source("pom.xml");
    for (String module : List.of("connectors-http", "lookup-http", "duckdb-udf", "job")) {
      source(module + "/pom.xml");
      source(module + "/src/main/java/Source.java");
    }
    java("17.0.15", jdk);
    program(tools.resolve("mvn"), MAVEN);
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("PATH", tools.toString());
    environment.put("HOME", this.root.toString());
    environment.put("TMPDIR", this.root.toString());
  }

  static Path launcher() {
    return Path.of("..", "sqluice").toAbsolutePath().normalize();
  }

  /** A Java of some version. */
  void java(String version, Path home) throws IOException {
    program(home.resolve("bin/java"), JAVA);
    program(home.resolve("bin/javac"), JAVA);
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  LauncherFixture with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  LauncherFixture without(String variable) {
    environment.remove(variable);
    return this;
  }

  void flag(String name) throws IOException {
    Files.createFile(root.resolve(name));
  }

  void unflag(String name) throws IOException {
    Files.delete(root.resolve(name));
  }

  /** Writes a source; it and its folders were last changed an hour ago. */
  Path source(String name) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    for (Path path = file; !path.equals(checkout); path = path.getParent()) {
      age(path, -3_600);
    }
    return file;
  }

  /** Makes a file as old as if it had been changed so many seconds from now. */
  static void age(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  Path jar() {
    return checkout.resolve("job/target/sqluice-job-1.jar");
  }

  Outcome start(String... arguments) throws IOException, InterruptedException {
    return outcome(launch(checkout.resolve("sqluice"), root, arguments));
  }

  Process launch(Path launcher, Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Outcome outcome(Process process) throws IOException, InterruptedException {
    String stdout = new String(process.getInputStream().readAllBytes());
    String stderr = new String(process.getErrorStream().readAllBytes());
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The launcher still runs after 60 s: " + stdout + stderr);
    }
    return new Outcome(process.exitValue(), stdout, stderr);
  }

  /** The calls of java and mvn so far: process id, working directory, program and arguments. */
  List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  /** The calls of one of the programs so far. */
  List<String> calls(String program) throws IOException {
    return calls().stream().filter(call -> call.contains(" " + program + " ")).toList();
  }

  private void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, text.replace("@calls@", calls.toString()).replace("@root@", root.toString()));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  private static Path find(String tool) {
    try (Stream<Path> folders = Stream.of(Path.of("/bin"), Path.of("/usr/bin"))) {
      return folders
          .map(folder -> folder.resolve(tool))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new UncheckedIOException(new IOException("no " + tool)));
    }
  }
}
