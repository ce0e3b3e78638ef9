package io.sqluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka tables as Flink knows them, out of the jar. */
@Timeout(900)
class FlinkSqlIT {

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void start_the_broker() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stop_the_broker() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void should_write_and_read_json_by_key_avro_and_compressed_records() throws Exception {
    try (SchemaRegistry registry = SchemaRegistry.start()) {
      String script =
          """
          CREATE TABLE plain (id INT, name STRING) WITH (
            'connector' = 'kafka', 'topic' = 'plain', 'properties.bootstrap.servers' = '%1$s',
            'value.format' = 'json', 'key.format' = 'raw', 'key.fields' = 'name', 'value.fields-include' = 'ALL',
            'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset');
          CREATE TABLE latest (name STRING, top INT, PRIMARY KEY (name) NOT ENFORCED) WITH (
            'connector' = 'upsert-kafka', 'topic' = 'latest', 'properties.bootstrap.servers' = '%1$s',
            'key.format' = 'json', 'value.format' = 'json', 'properties.compression.type' = 'zstd');
          CREATE TABLE typed (id INT, name STRING) WITH (
            'connector' = 'kafka', 'topic' = 'typed', 'properties.bootstrap.servers' = '%1$s',
            'format' = 'avro-confluent', 'avro-confluent.url' = '%2$s', 'properties.compression.type' = 'lz4',
            'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset');
          INSERT INTO plain VALUES (1, 'a'), (2, 'b'), (3, 'a');
          INSERT INTO typed SELECT * FROM plain WHERE id > 1;
          INSERT INTO latest SELECT name, MAX(id) FROM plain GROUP BY name;
          SELECT id, name FROM typed;
          """
              .formatted(broker.servers(), registry.url());

      List<String> rows = Sqluice.run(folder.resolve("plain"), script, "--batch");

      assertThat(rows)
          .containsExactlyInAnyOrder("{\"id\":2,\"name\":\"b\"}", "{\"id\":3,\"name\":\"a\"}");
      assertThat(records("plain", 3))
          .containsExactly(
              "a {\"id\":1,\"name\":\"a\"}",
              "b {\"id\":2,\"name\":\"b\"}",
              "a {\"id\":3,\"name\":\"a\"}");
      assertThat(records("latest", 2))
          .containsExactlyInAnyOrder(
              "{\"name\":\"a\"} {\"name\":\"a\",\"top\":3}",
              "{\"name\":\"b\"} {\"name\":\"b\",\"top\":2}");
      assertThat(registry.subjects()).containsOnlyKeys("typed-value");
    }
  }

  private static List<String> records(String topic, int count) {
    try (Topic read = Topic.committed(broker, topic)) {
      return read.first(count).stream().map(Topic.Entry::toString).toList();
    }
  }
}
