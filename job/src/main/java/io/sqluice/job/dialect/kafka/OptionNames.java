package io.sqluice.job.dialect.kafka;

import io.sqluice.job.script.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds misspelt options, which Flink answers with the list of all. */
final class OptionNames {

  /** Flink's, which have options of their own below these names. */
  static final List<String> FORMATS =
      List.of(
          "json",
          "avro",
          "avro-confluent",
          "csv",
          "raw",
          "protobuf",
          "debezium-json",
          "debezium-avro-confluent",
          "canal-json",
          "maxwell-json",
          "ogg-json");

  private static final List<String> OPTIONS =
      List.of(
          KafkaOptions.CONNECTOR,
          KafkaOptions.SERVER,
          KafkaFormats.ENCODE,
          KafkaFormats.DECODE,
          KafkaFormats.REGISTRY,
          KafkaOptions.TOPIC,
          KafkaOptions.TOPIC_PATTERN,
          "format",
          "key.format",
          KafkaOptions.KEY_FIELDS,
          "key.fields-prefix",
          "value.format",
          "value.fields-include",
          "scan.startup.mode",
          "scan.startup.specific-offsets",
          "scan.startup.timestamp-millis",
          "scan.bounded.mode",
          "scan.bounded.specific-offsets",
          "scan.bounded.timestamp-millis",
          "scan.topic-partition-discovery.interval",
          "scan.parallelism",
          "scan.watermark.emit.strategy",
          "scan.watermark.alignment.group",
          "scan.watermark.alignment.max-drift",
          "scan.watermark.alignment.update-interval",
          "scan.watermark.idle-timeout",
          "sink.partitioner",
          "sink.parallelism",
          "sink.buffer-flush.max-rows",
          "sink.buffer-flush.interval",
          "sink.delivery-guarantee",
          "sink.transactional-id-prefix",
          "sink.transaction-naming-strategy");

  private OptionNames() {}

  /**
   * Notes options that are none but look like one; what is unlike all of them is Flink's to judge.
   *
   * @return the options that were meant
   */
  static Set<String> check(OptionEdits edits) {
    Set<String> meant = new HashSet<>();
    for (String key : edits.all().keySet()) {
      if (!isKnown(key)) {
        Spelling.nearest(key, OPTIONS)
            .filter(name -> !edits.has(name))
            .ifPresent(
                name -> {
                  meant.add(name);
                  edits.problem(
                      key, "Kafka has no option '" + key + "'; did you mean '" + name + "'?");
                });
      }
    }
    return meant;
  }

  private static boolean isKnown(String key) {
    if (OPTIONS.contains(key) || key.startsWith("properties.")) {
      return true;
    }
    String ofFormat = key.replaceFirst("^(key|value)\\.", "");
    return FORMATS.stream().anyMatch(name -> ofFormat.startsWith(name + "."));
  }

  /** What to say of a column that is not there. */
  static String noColumn(String name, List<String> columns) {
    Optional<String> nearest = Spelling.nearest(name, columns);
    return "'key.fields' names '%s', which is no column of the table%s (its columns are %s; several are divided by a semicolon: 'a;b')"
        .formatted(
            name,
            nearest.map(column -> "; did you mean '" + column + "'?").orElse(""),
            String.join(", ", columns));
  }
}
