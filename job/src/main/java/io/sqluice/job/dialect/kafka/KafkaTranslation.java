package io.sqluice.job.dialect.kafka;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Flink is told of a Kafka table.
 *
 * @param options in the order of the script, behind them what follows from them
 * @param primaryKey the columns of the PRIMARY KEY that the table has to declare; empty for none
 * @param problems what is wrong with the table; the rest is of no use if there are any
 */
public record KafkaTranslation(
    Map<String, String> options, List<String> primaryKey, List<Problem> problems) {

  /**
   * Something that is wrong with a table.
   *
   * @param option the key of the option that is to blame; empty for the table as a whole
   * @param message what was found, what was expected and how to fix it
   */
  public record Problem(Optional<String> option, String message) {}

  public KafkaTranslation {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    primaryKey = List.copyOf(primaryKey);
    problems = List.copyOf(problems);
  }
}
