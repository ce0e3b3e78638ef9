package io.sqluice.job.kafka;

import io.sqluice.http.secret.WorkerSecrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Gives Kafka's client the secrets that its properties refer to, in the process in which it runs.
 * Kafka makes one for each client, and prints the values of passwords and logins nowhere.
 */
public final class SecretConfigProvider implements ConfigProvider {

  /** The parameter with the folder of the secrets; without it, the one of Flink's configuration. */
  public static final String DIRECTORY = "directory";

  private WorkerSecrets secrets;

  @Override
  public void configure(Map<String, ?> parameters) {
    Object directory = parameters.get(DIRECTORY);
    secrets =
        directory == null ? ofWorker() : WorkerSecrets.ofProcess(Path.of(directory.toString()));
  }

  /** The secrets of a process that Flink's scripts have started, with its configuration. */
  static WorkerSecrets ofWorker() {
    String directory =
        GlobalConfiguration.loadConfiguration().toMap().get(WorkerSecrets.DIRECTORY_OPTION);
    return WorkerSecrets.ofProcess(directory == null ? null : Path.of(directory));
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(Map.of());
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    Map<String, String> values = new HashMap<>();
    for (String key : keys) {
      values.put(key, SecretVariable.of(path, key).value(secrets));
    }
    return new ConfigData(values);
  }

  @Override
  public void close() {}
}
