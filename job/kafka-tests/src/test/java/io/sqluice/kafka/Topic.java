package io.sqluice.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the one partition of a topic from its start. Not thread-safe. */
final class Topic implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Entry> entries = new ArrayList<>();

  /** A record; its key and its value may be null. */
  record Entry(byte[] key, byte[] value) {

    /** Key and value as text with a space between; a key or value that is null is a hyphen. */
    @Override
    public String toString() {
      return text(key) + " " + text(value);
    }

    static String text(byte[] bytes) {
      return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Topic(KafkaBroker broker, String name, String isolation) {
    this.name = name;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.servers(),
                "isolation.level",
                isolation,
                "fetch.max.wait.ms",
                "20",
                "enable.auto.commit",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(name, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** What counts: records without a transaction, and those of transactions that are committed. */
  static Topic committed(KafkaBroker broker, String name) {
    return new Topic(broker, name, "read_committed");
  }

  /** All that is there, also of transactions that may still be taken back. */
  static Topic uncommitted(KafkaBroker broker, String name) {
    return new Topic(broker, name, "read_uncommitted");
  }

  /** The first records, once there are so many. */
  List<Entry> first(int count) {
    await(() -> entries.size() >= count);
    return List.copyOf(entries.subList(0, count));
  }

  /** All records up to the end that the topic has now. */
  List<Entry> all() {
    TopicPartition partition = new TopicPartition(name, 0);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    await(() -> consumer.position(partition) >= end);
    return List.copyOf(entries);
  }

  /** Records that have been read so far. */
  int size() {
    return entries.size();
  }

  /** Reads on until something is the case. */
  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "Topic %s has %d records after %s, which is not what was waited for: %s"
                .formatted(name, entries.size(), TIMEOUT, entries));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        entries.add(new Entry(record.key(), record.value()));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
