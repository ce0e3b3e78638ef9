package io.sqluice.http.source;

import io.sqluice.http.secret.TableSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Opens the secrets of a table on the worker that reads it. */
final class SourceSecrets {

  /** Set in the configuration of the cluster, not of the job or the table. */
  private static final ConfigOption<String> DIRECTORY =
      ConfigOptions.key(WorkerSecrets.DIRECTORY_OPTION)
          .stringType()
          .noDefaultValue()
          .withDescription("A folder of the worker with a file for each secret.");

  private SourceSecrets() {}

  /**
   * The secrets that a table may refer to; none of them is read yet.
   *
   * @param worker the configuration of the worker: a TaskManager's, or the embedded cluster's
   */
  static TableSecrets open(String tableName, ReadableConfig worker) {
    Optional<Path> directory = worker.getOptional(DIRECTORY).map(Path::of);
    return new TableSecrets(tableName, WorkerSecrets.ofProcess(directory.orElse(null)));
  }
}
