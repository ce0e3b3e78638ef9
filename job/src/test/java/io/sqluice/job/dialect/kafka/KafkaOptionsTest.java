package io.sqluice.job.dialect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sqluice.job.dialect.kafka.KafkaTable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOptionsTest {

  private static final List<String> COLUMNS = List.of("symbol", "buy");

  private static Map<String, String> options(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "kafka");
    options.put("topic", "tickers");
    options.put("server", "localhost:9092");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }

  private static KafkaTranslation sink(String... keysAndValues) {
    return translate(KafkaTable.of(Role.SINK, options(keysAndValues), COLUMNS));
  }

  private static KafkaTranslation checkpointed(String... keysAndValues) {
    return translate(
        new KafkaTable(
            Role.SINK, options(keysAndValues), COLUMNS, false, List.of(), true, Optional.empty()));
  }

  private static KafkaTranslation changing(List<String> key, String... keysAndValues) {
    return translate(
        new KafkaTable(
            Role.SINK, options(keysAndValues), COLUMNS, true, key, false, Optional.empty()));
  }

  private static KafkaTranslation source(String... keysAndValues) {
    return translate(KafkaTable.of(Role.SOURCE, options(keysAndValues), COLUMNS));
  }

  private static KafkaTranslation translate(KafkaTable table) {
    return new KafkaOptions().translate(table);
  }

  @Test
  void should_write_json_as_the_runner_prints_it() {
    assertThat(sink().problems()).isEmpty();
    assertThat(sink().primaryKey()).isEmpty();
    assertThat(sink().options())
        .containsExactly(
            entry("connector", "kafka"),
            entry("topic", "tickers"),
            entry("properties.bootstrap.servers", "localhost:9092"),
            entry("format", "json"),
            entry("json.timestamp-format.standard", "ISO-8601"),
            entry("json.encode.decimal-as-plain-number", "true"),
            entry("json.map-null-key.mode", "LITERAL"));
  }

  @Test
  void should_let_options_of_the_script_win() {
    assertThat(
            sink(
                    "encode",
                    "json",
                    "json.timestamp-format.standard",
                    "SQL",
                    "properties.linger.ms",
                    "5")
                .options())
        .containsEntry("format", "json")
        .containsEntry("json.timestamp-format.standard", "SQL")
        .containsEntry("properties.linger.ms", "5")
        .doesNotContainKey("encode");
    assertThat(sink("format", "csv").options())
        .containsOnlyKeys("connector", "topic", "properties.bootstrap.servers", "format");
  }

  @Test
  void should_give_avro_its_registry_for_the_key_too() {
    assertThat(
            sink("encode", "avro", "registry", "http://localhost:8081", "key.fields", "symbol")
                .options())
        .containsExactly(
            entry("connector", "kafka"),
            entry("topic", "tickers"),
            entry("properties.bootstrap.servers", "localhost:9092"),
            entry("format", "avro-confluent"),
            entry("avro-confluent.url", "http://localhost:8081"),
            entry("key.fields", "symbol"),
            entry("key.format", "avro-confluent"),
            entry("key.avro-confluent.url", "http://localhost:8081"));
  }

  @Test
  void should_give_the_key_of_avro_the_credentials_for_the_registry() {
    Map<String, String> options =
        changing(
                List.of("symbol"),
                "encode",
                "avro",
                "registry",
                "https://localhost:8081",
                "avro-confluent.basic-auth.user-info",
                "u:{{secret.registry}}",
                "avro-confluent.ssl.truststore.location",
                "/trusted",
                "avro-confluent.subject",
                "of-the-value")
            .options();

    assertThat(options)
        .containsEntry("value.avro-confluent.basic-auth.user-info", "u:${sqluice:registry}")
        .containsEntry("key.avro-confluent.url", "https://localhost:8081")
        .containsEntry("key.avro-confluent.basic-auth.user-info", "u:${sqluice:registry}")
        .containsEntry("key.avro-confluent.basic-auth.credentials-source", "sqluice")
        .containsEntry("key.avro-confluent.ssl.truststore.location", "/trusted")
        .doesNotContainKey("key.avro-confluent.subject");
  }

  @Test
  void should_give_no_credentials_to_another_registry_nor_beside_others() {
    assertThat(
            sink(
                    "encode",
                    "avro",
                    "registry",
                    "https://localhost:8081",
                    "key.fields",
                    "symbol",
                    "avro-confluent.bearer-auth.token",
                    "t",
                    "key.avro-confluent.url",
                    "https://localhost:8082")
                .options())
        .doesNotContainKey("key.avro-confluent.bearer-auth.token");
    assertThat(
            sink(
                    "encode",
                    "avro",
                    "registry",
                    "https://localhost:8081",
                    "key.fields",
                    "symbol",
                    "avro-confluent.bearer-auth.token",
                    "t",
                    "key.avro-confluent.basic-auth.user-info",
                    "u:p")
                .options())
        .containsEntry("key.avro-confluent.url", "https://localhost:8081")
        .doesNotContainKey("key.avro-confluent.bearer-auth.token");
  }

  @Test
  void should_send_a_query_that_changes_to_upsert_kafka_by_its_key() {
    KafkaTranslation translation =
        changing(List.of("symbol"), "encode", "json", "json.encode.ignore-null-fields", "true");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.primaryKey()).containsExactly("symbol");
    assertThat(translation.options())
        .containsEntry("connector", "upsert-kafka")
        .containsEntry("value.format", "json")
        .containsEntry("value.json.encode.ignore-null-fields", "true")
        .containsEntry("value.json.timestamp-format.standard", "ISO-8601")
        .containsEntry("key.format", "json")
        .containsEntry("key.json.timestamp-format.standard", "ISO-8601")
        .doesNotContainKeys("format", "json.encode.ignore-null-fields", "key.fields");
  }

  @Test
  void should_take_the_key_that_the_script_names() {
    KafkaTranslation translation = changing(List.of(), "key.fields", "buy");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.primaryKey()).containsExactly("buy");
    assertThat(translation.options()).doesNotContainKey("key.fields");
  }

  @Test
  void should_write_changes_in_a_format_that_has_them() {
    assertThat(changing(List.of(), "format", "debezium-json").problems()).isEmpty();
    assertThat(changing(List.of(), "format", "debezium-json").options())
        .containsEntry("connector", "kafka");
  }

  @Test
  void should_read_from_the_start_unless_a_group_has_a_place() {
    assertThat(source().options())
        .containsEntry("scan.startup.mode", "earliest-offset")
        .containsEntry("json.timestamp-format.standard", "ISO-8601")
        .doesNotContainKey("json.encode.decimal-as-plain-number");
    assertThat(source("properties.group.id", "g").options())
        .containsEntry("properties.auto.offset.reset", "earliest")
        .doesNotContainKey("scan.startup.mode");
    assertThat(source("decode", "json", "scan.startup.mode", "latest-offset").options())
        .containsEntry("format", "json")
        .containsEntry("scan.startup.mode", "latest-offset");
  }

  @Test
  void should_commit_with_checkpoints_where_transactions_have_a_name() {
    assertThat(checkpointed("sink.transactional-id-prefix", "t").options())
        .containsEntry("sink.delivery-guarantee", "exactly-once")
        .containsEntry("properties.transaction.timeout.ms", "900000");
    assertThat(sink("sink.transactional-id-prefix", "t").options())
        .doesNotContainKey("sink.delivery-guarantee");
    assertThat(
            checkpointed(
                    "sink.transactional-id-prefix", "t", "sink.delivery-guarantee", "at-least-once")
                .options())
        .containsEntry("sink.delivery-guarantee", "at-least-once")
        .doesNotContainKey("properties.transaction.timeout.ms");
  }

  @Test
  void should_write_exactly_once_to_a_table_too() {
    Map<String, String> options =
        translate(
                new KafkaTable(
                    Role.TABLE,
                    options("sink.transactional-id-prefix", "t"),
                    COLUMNS,
                    false,
                    List.of(),
                    true,
                    Optional.empty()))
            .options();

    assertThat(options)
        .containsEntry("sink.delivery-guarantee", "exactly-once")
        .containsEntry("properties.transaction.timeout.ms", "900000");
  }

  @Test
  void should_turn_references_into_variables_of_the_client() {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
            + " password=\"{{secret.kafka}}\";";
    Map<String, String> options =
        sink(
                "properties.sasl.jaas.config",
                login,
                "properties.ssl.key.password",
                "SECRET key",
                "properties.config.providers",
                "mine",
                "secrets.kafka",
                "env:KAFKA_PASSWORD")
            .options();

    assertThat(options)
        .containsEntry(
            "properties.sasl.jaas.config",
            login.replace("{{secret.kafka}}", "${sqluice:quoted-env:KAFKA_PASSWORD:kafka}"))
        .containsEntry("properties.ssl.key.password", "${sqluice:key}")
        .containsEntry("properties.config.providers", "mine,sqluice")
        .containsEntry(
            "properties.config.providers.sqluice.class",
            "io.sqluice.job.kafka.SecretConfigProvider")
        .doesNotContainKey("secrets.kafka");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECRET jaas", "{{secret.jaas}}", " {{ secret.jaas }} "})
  void should_take_a_secret_for_a_whole_login(String login) {
    assertThat(sink("properties.sasl.jaas.config", login).problems()).isEmpty();
    assertThat(
            sink("properties.sasl.jaas.config", login, "secrets.jaas", "env:JAAS")
                .options()
                .get("properties.sasl.jaas.config")
                .strip())
        .isEqualTo("${sqluice:login-env:JAAS:jaas}");
  }

  @Test
  void should_say_who_knows_the_credentials_of_a_registry() {
    Map<String, String> options =
        sink(
                "encode",
                "avro",
                "registry",
                "http://localhost:8081",
                "avro-confluent.basic-auth.user-info",
                "{{secret.user}}:{{secret.password}}")
            .options();

    assertThat(options)
        .containsEntry("avro-confluent.basic-auth.user-info", "${sqluice:user}:${sqluice:password}")
        .containsEntry("avro-confluent.basic-auth.credentials-source", "sqluice")
        .doesNotContainKey("properties.config.providers");
  }

  @Test
  void should_know_what_flink_would_not_take() {
    assertThat(KafkaOptions.isOfDialect(options())).isTrue();
    assertThat(KafkaOptions.isOfDialect(Map.of("connector", "kafka", "format", "json"))).isFalse();
    assertThat(
            KafkaOptions.isOfDialect(
                Map.of("connector", "kafka", "properties.ssl.key.password", "SECRET key")))
        .isTrue();
    assertThat(KafkaOptions.isKafka(Map.of("connector", "upsert-kafka"))).isTrue();
    assertThat(KafkaOptions.isKafka(Map.of("connector", "http"))).isFalse();
  }
}
