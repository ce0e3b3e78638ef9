package io.sqluice.job.dialect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.dialect.kafka.KafkaTable.Role;
import io.sqluice.job.dialect.kafka.KafkaTranslation.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaProblemsTest {

  private static List<String> problems(boolean changes, String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "kafka");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new KafkaOptions()
            .translate(
                new KafkaTable(
                    Role.SINK,
                    options,
                    List.of("symbol", "buy"),
                    changes,
                    List.of(),
                    false,
                    Optional.empty()))
            .problems()
            .stream()
            .map(KafkaProblemsTest::text)
            .toList();
  }

  /** Of a sink with brokers and a topic. */
  private static List<String> with(String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 4];
    System.arraycopy(new String[] {"topic", "t", "server", "localhost:9092"}, 0, all, 0, 4);
    System.arraycopy(keysAndValues, 0, all, 4, keysAndValues.length);
    return problems(false, all);
  }

  private static String text(Problem problem) {
    return problem.option().map(option -> option + ": ").orElse("") + problem.message();
  }

  @Test
  void should_ask_for_brokers_and_topic() {
    assertThat(problems(false))
        .containsExactly(
            "a table in Kafka needs the addresses of its brokers: add server = 'host:9092'",
            "a table in Kafka needs a topic: add topic = '...'");
    assertThat(with("properties.bootstrap.servers", "localhost:9092"))
        .containsExactly(
            "server: 'server' and 'properties.bootstrap.servers' say the same thing: leave out one"
                + " of them");
  }

  @Test
  void should_name_the_encodings() {
    assertThat(with("encode", "jsn"))
        .containsExactly(
            "encode: 'encode' = 'jsn' is neither 'json' nor 'avro'; did you mean 'json'? For another"
                + " format of Flink's leave out 'encode' and add 'format' = 'jsn'");
    assertThat(with("encode", "json", "format", "csv"))
        .containsExactly("format: 'format' and 'encode' say the same thing: leave out one of them");
    assertThat(with("encode", "json", "decode", "json"))
        .containsExactly("decode: 'encode' and 'decode' say the same thing: leave out one of them");
  }

  @Test
  void should_ask_for_the_registry_of_avro_and_for_it_alone() {
    assertThat(with("encode", "avro"))
        .containsExactly(
            "encode: Avro needs a registry of schemas: add registry = 'http://host:8081', or write"
                + " 'format' = 'avro' for records without a schema's number");
    assertThat(with("registry", "http://localhost:8081"))
        .containsExactly(
            "registry: 'registry' is where the schemas of Avro are: add encode = 'avro', or leave it"
                + " out");
  }

  @Test
  void should_know_the_columns_of_a_key() {
    assertThat(with("key.fields", "symbol;bye"))
        .containsExactly(
            "key.fields: 'key.fields' names 'bye', which is no column of the table; did you mean"
                + " 'buy'? (its columns are symbol, buy; several are divided by a semicolon: 'a;b')");
  }

  @Test
  void should_ask_for_the_key_of_a_query_that_changes() {
    assertThat(problems(true, "topic", "t", "server", "localhost:9092"))
        .containsExactly(
            "the result of the query changes, and no columns tell its rows apart, so that Kafka"
                + " cannot hold it by key: select the columns that the query groups or joins by, name"
                + " the columns of a key with key.fields = 'a;b', or write the changes themselves with"
                + " format = 'debezium-json'");
  }

  @Test
  void should_ask_for_what_exactly_once_takes() {
    assertThat(with("sink.delivery-guarantee", "exactly-once"))
        .containsExactly(
            "sink.delivery-guarantee: 'sink.delivery-guarantee' = 'exactly-once' needs a name for the"
                + " transactions, which no other sink has: add 'sink.transactional-id-prefix' ="
                + " '...'",
            "sink.delivery-guarantee: 'sink.delivery-guarantee' = 'exactly-once' commits with"
                + " checkpoints, and the script has none: run it with --checkpoint-dir, or SET"
                + " 'execution.checkpointing.interval'");
  }

  @Test
  void should_suggest_the_option_that_was_meant() {
    assertThat(with("sink.paralelism", "2", "something.else", "1"))
        .containsExactly(
            "sink.paralelism: Kafka has no option 'sink.paralelism'; did you mean"
                + " 'sink.parallelism'?");
  }

  @Test
  void should_not_miss_what_is_misspelt() {
    assertThat(problems(false, "topik", "t", "servr", "localhost:9092"))
        .containsExactly(
            "topik: Kafka has no option 'topik'; did you mean 'topic'?",
            "servr: Kafka has no option 'servr'; did you mean 'server'?");
  }

  @Test
  void should_refuse_secrets_that_would_be_shown() {
    assertThat(with("properties.client.id", "SECRET id"))
        .containsExactly(
            "properties.client.id: 'properties.client.id' cannot refer to a secret: Kafka's client"
                + " writes this property to its log. It keeps to itself 'sasl.jaas.config' and the"
                + " passwords of 'ssl.*'");
    assertThat(with("sink.transactional-id-prefix", "{{secret.id}}"))
        .containsExactly(
            "sink.transactional-id-prefix: 'sink.transactional-id-prefix' cannot refer to a secret:"
                + " only 'properties.*' and the credentials of a registry"
                + " ('avro-confluent.basic-auth.user-info', 'avro-confluent.bearer-auth.token') are"
                + " looked up where the table is read or written");
    assertThat(with("secrets.a", "vault:x"))
        .containsExactly(
            "secrets.a: it is no place of a secret; expected 'env:' and the name of a variable,"
                + " or 'file:' and an absolute path");
    assertThat(with("secrets.a", "file:/a}b"))
        .containsExactly("secrets.a: in a Kafka table the place of a secret cannot hold a '}'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Login required username=u password={{secret.p}};",
        "Login required username=u password='{{secret.p}}';",
        "Login required \"{{secret.p}}\"=u;",
        "Login required username=u; // {{secret.p}}",
        "Login required username=\"{{secret.u}}\" password={{secret.p}};",
        "{{secret.p}} required;",
        "\"{{secret.p}}\" required;"
      })
  void should_refuse_secrets_that_a_login_would_not_keep_together(String login) {
    assertThat(with("properties.sasl.jaas.config", login))
        .containsExactly(
            "properties.sasl.jaas.config: in a login a reference to a secret stands between double"
                + " quotes, as in password=\"{{secret.name}}\", or is the whole of it");
  }

  @Test
  void should_refuse_a_login_that_kafka_cannot_read() {
    assertThat(
            with(
                "properties.sasl.jaas.config",
                "Login required username password=\"{{secret.p}}\";"))
        .containsExactly(
            "properties.sasl.jaas.config: Kafka cannot read this login: Value not specified for key"
                + " 'username' in JAAS config");
  }
}
