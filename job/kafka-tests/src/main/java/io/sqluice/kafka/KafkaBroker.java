package io.sqluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A broker that is its own controller, in a process of its own on free ports of the loopback
 * interface, with its files in a folder. Topics come into being when they are first used.
 */
public final class KafkaBroker implements AutoCloseable {

  /** Who may use the listener that asks for a user. */
  public static final String USER = "sqluice";

  /** With a quote and a backslash, which a login has to escape. */
  public static final String PASSWORD = "pass\"wo\\rd-5f3a";

  /** The jars of a broker, as the build has copied them. */
  private static final Path JARS = Path.of("job", "kafka-tests", "target", "kafka-broker");

  private static final int START_TIMEOUT_MS = 60_000;

  private final Process process;
  private final int port;
  private final int userPort;
  private final Path output;

  private KafkaBroker(Process process, int port, int userPort, Path output) {
    this.process = process;
    this.port = port;
    this.userPort = userPort;
    this.output = output;
  }

  /**
   * Starts a broker and waits until it answers.
   *
   * @param folder for its files
   * @throws IllegalStateException if it does not start; with what it has printed
   */
  public static KafkaBroker start(Path folder) throws Exception {
    int[] ports = freePorts();
    Path data = Files.createDirectories(folder.resolve("data"));
    String node = Uuid.randomUuid().toString();
    write(
        data.resolve("meta.properties"),
        Map.of("version", "1", "cluster.id", node, "node.id", "1", "directory.id", node));
    Path settings = folder.resolve("server.properties");
    write(settings, settings(ports, data));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlog4j2.configurationFile=" + logging(folder),
                "-cp",
                jars() + "/*",
                "kafka.Kafka",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    KafkaBroker broker = new KafkaBroker(process, ports[0], ports[1], output);
    try {
      broker.awaitAnswer();
      return broker;
    } catch (Exception e) {
      broker.close();
      throw new IllegalStateException(
          "The broker has not started:\n" + Files.readString(output), e);
    }
  }

  /** Where clients start, without a user. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Where clients start that say who they are: {@code SASL_PLAINTEXT} with {@code PLAIN}. */
  public String serversForUsers() {
    return "127.0.0.1:" + userPort;
  }

  /** What the broker has printed. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Makes a topic with one partition. */
  public void create(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  private void awaitAnswer() throws Exception {
    Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers()));
    try {
      CompletableFuture<Object> answered = new CompletableFuture<>();
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(START_TIMEOUT_MS))
          .nodes()
          .toCompletionStage()
          .whenComplete(
              (nodes, failure) -> {
                if (failure == null) {
                  answered.complete(nodes);
                } else {
                  answered.completeExceptionally(failure);
                }
              });
      process
          .onExit()
          .thenAccept(
              ended ->
                  answered.completeExceptionally(
                      new IOException("exit code " + ended.exitValue())));
      answered.get();
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Map<String, String> settings(int[] ports, Path data) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports[2]),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(ports[0], ports[1], ports[2])),
        Map.entry(
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
        Map.entry(
            "listener.name.sasl_plaintext.plain.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                .formatted(USER, PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""))),
        Map.entry("log.dirs", data.toString()),
        // Its buffer would take half of the memory.
        Map.entry("log.cleaner.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"));
  }

  private static Path logging(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("log4j2.properties"),
        """
        status = error
        appender.console.type = Console
        appender.console.name = console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n%xEx
        rootLogger.level = warn
        rootLogger.appenderRef.console.ref = console
        """);
  }

  private static void write(Path file, Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /** Tests run in the folder of their module, which is one or two below the root. */
  private static Path jars() {
    for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
      if (Files.isDirectory(root.resolve(JARS))) {
        return root.resolve(JARS);
      }
    }
    throw new IllegalStateException(
        "No " + JARS + ": run 'mvn package -pl job/kafka-tests -am -DskipTests' first.");
  }

  private static int[] freePorts() {
    try (ServerSocket first = freePort();
        ServerSocket second = freePort();
        ServerSocket third = freePort()) {
      return new int[] {first.getLocalPort(), second.getLocalPort(), third.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
