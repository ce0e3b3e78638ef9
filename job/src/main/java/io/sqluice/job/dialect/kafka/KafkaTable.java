package io.sqluice.job.dialect.kafka;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka table as a script has it.
 *
 * @param role what statement makes it
 * @param options in their order, secrets as references
 * @param columns the names of its columns
 * @param changes whether the query of a sink changes or takes back rows of its result
 * @param key the columns that tell the rows of that result apart; empty if there are none
 * @param checkpoints whether the script's job makes checkpoints
 * @param secretsDirectory the folder that the session names for the secrets of its own workers
 */
public record KafkaTable(
    Role role,
    Map<String, String> options,
    List<String> columns,
    boolean changes,
    List<String> key,
    boolean checkpoints,
    Optional<String> secretsDirectory) {

  /** What statement makes a table. */
  public enum Role {
    /** CREATE SOURCE. */
    SOURCE,
    /** CREATE SINK. */
    SINK,
    /** CREATE TABLE, which may be read and written. */
    TABLE
  }

  public KafkaTable {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A table that is read, or declared with CREATE TABLE. */
  public static KafkaTable of(Role role, Map<String, String> options, List<String> columns) {
    return new KafkaTable(role, options, columns, false, List.of(), false, Optional.empty());
  }
}
