package io.sqluice.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A session cluster: a job manager and a task manager, each in a process of its own. */
final class FlinkCluster implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private static final Pattern RPC_PORT = Pattern.compile("pekko\\.tcp://flink@localhost:(\\d+)");
  private static final Pattern REST_PORT =
      Pattern.compile("Rest endpoint listening at 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successful registration at resource manager");

  private final JvmProcess jobManager;
  private final JvmProcess taskManager;
  private final String restPort;

  private FlinkCluster(JvmProcess jobManager, JvmProcess taskManager, String restPort) {
    this.jobManager = jobManager;
    this.taskManager = taskManager;
    this.restPort = restPort;
  }

  /** Starts both processes on ports that the system picks, and waits until slots are offered. */
  static FlinkCluster start(FlinkDistribution distribution) throws Exception {
    JvmProcess jobManager = startJobManager(distribution);
    try {
      String restPort = jobManager.awaitLine(REST_PORT, START_TIMEOUT).group(1);
      String rpcPort = jobManager.awaitLine(RPC_PORT, START_TIMEOUT).group(1);
      JvmProcess taskManager = startTaskManager(distribution, rpcPort);
      FlinkCluster cluster = new FlinkCluster(jobManager, taskManager, restPort);
      try {
        taskManager.awaitLine(REGISTERED, START_TIMEOUT);
        return cluster;
      } catch (AssertionError e) {
        taskManager.close();
        throw e;
      }
    } catch (AssertionError | IOException e) {
      jobManager.close();
      throw e;
    }
  }

  /** What a client needs to reach this cluster. */
  Map<String, String> clientConfiguration() {
    return Map.of("execution.target", "remote", "rest.address", "localhost", "rest.port", restPort);
  }

  @Override
  public void close() throws Exception {
    taskManager.close();
    jobManager.close();
  }

  private static JvmProcess startJobManager(FlinkDistribution distribution) throws IOException {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("jobmanager.rpc.address", "localhost");
    configuration.put("jobmanager.rpc.port", "0");
    configuration.put("jobmanager.memory.process.size", "800m");
    configuration.put("jobmanager.bind-host", "localhost");
    configuration.put("rest.address", "localhost");
    configuration.put("rest.bind-address", "localhost");
    configuration.put("rest.port", "0");
    return distribution.start(
        "job-manager",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        configuration,
        List.of("--configDir", distribution.workDir().resolve("job-manager").toString()));
  }

  private static JvmProcess startTaskManager(FlinkDistribution distribution, String rpcPort)
      throws IOException {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("jobmanager.rpc.address", "localhost");
    configuration.put("jobmanager.rpc.port", rpcPort);
    configuration.put("taskmanager.host", "localhost");
    configuration.put("taskmanager.bind-host", "localhost");
    configuration.put("taskmanager.numberOfTaskSlots", "2");
    // The start scripts derive these from the total; without the scripts they must be given.
    configuration.put("taskmanager.cpu.cores", "1.0");
    configuration.put("taskmanager.memory.framework.heap.size", "128m");
    configuration.put("taskmanager.memory.framework.off-heap.size", "128m");
    configuration.put("taskmanager.memory.task.heap.size", "256m");
    configuration.put("taskmanager.memory.task.off-heap.size", "64m");
    configuration.put("taskmanager.memory.managed.size", "64m");
    configuration.put("taskmanager.memory.network.min", "32m");
    configuration.put("taskmanager.memory.network.max", "32m");
    configuration.put("taskmanager.memory.jvm-metaspace.size", "256m");
    configuration.put("taskmanager.memory.jvm-overhead.min", "192m");
    configuration.put("taskmanager.memory.jvm-overhead.max", "192m");
    return distribution.start(
        "task-manager",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        configuration,
        List.of("--configDir", distribution.workDir().resolve("task-manager").toString()));
  }
}
