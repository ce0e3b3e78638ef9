package io.sqluice.job.dialect.kafka;

import io.sqluice.http.secret.SecretText;
import io.sqluice.job.dialect.kafka.KafkaTable.Role;
import io.sqluice.job.kafka.KafkaClasses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the options of a Kafka table: {@code server}, {@code encode}, {@code decode} and
 * {@code registry} are the dialect's, all others are Flink's and go through as they are. What a
 * script says wins over what follows from it.
 */
public final class KafkaOptions {

  static final String CONNECTOR = "connector";
  static final String SERVER = "server";
  static final String TOPIC = "topic";
  static final String TOPIC_PATTERN = "topic-pattern";
  static final String KEY_FIELDS = "key.fields";

  private static final String KAFKA = "kafka";
  private static final String UPSERT_KAFKA = "upsert-kafka";
  private static final String BOOTSTRAP = "properties.bootstrap.servers";
  private static final String GROUP = "properties.group.id";
  private static final String OFFSET_RESET = "properties.auto.offset.reset";
  private static final String STARTUP = "scan.startup.mode";
  private static final String GUARANTEE = "sink.delivery-guarantee";
  private static final String EXACTLY_ONCE = "exactly-once";

  /** What the names of a sink's transactions start with. */
  public static final String TRANSACTION_PREFIX = "sink.transactional-id-prefix";

  private static final String TRANSACTION_TIMEOUT = "properties.transaction.timeout.ms";

  /** What a broker allows unless it is told otherwise; Flink asks for an hour. */
  private static final String BROKERS_TRANSACTION_TIMEOUT = "900000";

  private static final Set<String> OF_THE_DIALECT =
      Set.of(SERVER, KafkaFormats.ENCODE, KafkaFormats.DECODE, KafkaFormats.REGISTRY);

  private final KafkaClasses classes;

  /** For the Kafka client of this process. */
  public KafkaOptions() {
    this(KafkaClasses.ofClassPath());
  }

  KafkaOptions(KafkaClasses classes) {
    this.classes = classes;
  }

  /** Whether these are the options of a table in Kafka. */
  public static boolean isKafka(Map<String, String> options) {
    String connector = options.getOrDefault(CONNECTOR, "");
    return connector.equals(KAFKA) || connector.equals(UPSERT_KAFKA);
  }

  /** Whether options of a Kafka table are such as Flink does not know. */
  public static boolean isOfDialect(Map<String, String> options) {
    return options.entrySet().stream()
        .anyMatch(
            option ->
                OF_THE_DIALECT.contains(option.getKey())
                    || option.getKey().startsWith(KafkaSecrets.PLACES)
                    || !new SecretText(option.getValue()).references().isEmpty());
  }

  /**
   * What the names of a sink's transactions start with.
   *
   * @param options as Flink is given them
   * @return empty if it is no sink of Kafka's, or makes no transactions
   */
  public static Optional<String> transactionPrefix(Map<String, String> options) {
    return isKafka(options) && EXACTLY_ONCE.equalsIgnoreCase(options.get(GUARANTEE))
        ? Optional.ofNullable(options.get(TRANSACTION_PREFIX))
        : Optional.empty();
  }

  /**
   * The options that Flink is given.
   *
   * @param table one that {@link #isKafka} says yes to
   */
  public KafkaTranslation translate(KafkaTable table) {
    OptionEdits edits = new OptionEdits(table.options());
    KafkaSecrets secrets = KafkaSecrets.takenFrom(edits);
    Set<String> misspelt = OptionNames.check(edits);
    boolean upsert =
        edits.get(CONNECTOR).filter(UPSERT_KAFKA::equals).isPresent()
            || table.role() == Role.SINK && table.changes() && !KafkaFormats.takesChanges(edits);
    servers(edits, misspelt);
    List<String> key = key(table, edits, upsert);
    KafkaFormats.translate(edits, table.role(), upsert, !key.isEmpty());
    if (table.role() != Role.SINK && !upsert) {
      start(edits);
    }
    guarantee(edits, table);
    nameClasses(edits);
    secrets.refer(edits, table.secretsDirectory());
    return new KafkaTranslation(
        edits.all(), upsert && table.role() == Role.SINK ? key : List.of(), edits.problems());
  }

  /** Names the classes in the values of Kafka's properties as they are called here. */
  private void nameClasses(OptionEdits edits) {
    for (Map.Entry<String, String> option : edits.all().entrySet()) {
      if (option.getKey().startsWith("properties.")) {
        option.setValue(classes.renamed(option.getValue()));
      }
    }
  }

  private static void servers(OptionEdits edits, Set<String> misspelt) {
    if (edits.has(SERVER) && edits.has(BOOTSTRAP)) {
      edits.problem(
          SERVER, "'server' and '" + BOOTSTRAP + "' say the same thing: leave out one of them");
    } else if (edits.has(SERVER)) {
      edits.rename(SERVER, BOOTSTRAP);
    } else if (!edits.has(BOOTSTRAP) && !misspelt.contains(SERVER)) {
      edits.problem(
          "a table in Kafka needs the addresses of its brokers: add server = 'host:9092'");
    }
    if (!edits.has(TOPIC) && !edits.has(TOPIC_PATTERN) && !misspelt.contains(TOPIC)) {
      edits.problem("a table in Kafka needs a topic: add topic = '...'");
    }
  }

  /** The columns of the record's key. */
  private static List<String> key(KafkaTable table, OptionEdits edits, boolean upsert) {
    List<String> fields =
        edits
            .get(KEY_FIELDS)
            .map(text -> Arrays.stream(text.split(";")).map(String::strip).toList())
            .orElse(List.of());
    for (String field : fields) {
      if (!table.columns().isEmpty() && !table.columns().contains(field)) {
        edits.problem(KEY_FIELDS, OptionNames.noColumn(field, table.columns()));
      }
    }
    if (!upsert) {
      return fields;
    }
    edits.set(CONNECTOR, UPSERT_KAFKA);
    if (table.role() != Role.SINK) {
      return List.of("the PRIMARY KEY of the statement");
    }
    edits.remove(KEY_FIELDS);
    if (fields.isEmpty() && table.key().isEmpty()) {
      edits.problem(
          "the result of the query changes, and no columns tell its rows apart, so that Kafka cannot"
              + " hold it by key: select the columns that the query groups or joins by, name the"
              + " columns of a key with key.fields = 'a;b', or write the changes themselves with"
              + " format = 'debezium-json'");
    }
    return fields.isEmpty() ? table.key() : fields;
  }

  /** Flink's default asks for a group, and for offsets that the group has committed. */
  private static void start(OptionEdits edits) {
    if (edits.has(STARTUP)) {
      return;
    }
    if (edits.has(GROUP)) {
      edits.addDefault(OFFSET_RESET, "earliest");
    } else {
      edits.addDefault(STARTUP, "earliest-offset");
    }
  }

  private static void guarantee(OptionEdits edits, KafkaTable table) {
    if (table.role() == Role.SOURCE) {
      return;
    }
    if (edits.has(TRANSACTION_PREFIX) && table.checkpoints()) {
      edits.addDefault(GUARANTEE, EXACTLY_ONCE);
    }
    if (edits.get(GUARANTEE).filter(EXACTLY_ONCE::equals).isEmpty()) {
      return;
    }
    if (!edits.has(TRANSACTION_PREFIX)) {
      edits.problem(
          GUARANTEE,
          "'"
              + GUARANTEE
              + "' = 'exactly-once' needs a name for the transactions, which no other sink has: add '"
              + TRANSACTION_PREFIX
              + "' = '...'");
    }
    // A table may do without: it is read only, or a SET follows.
    if (!table.checkpoints() && table.role() == Role.SINK) {
      edits.problem(
          GUARANTEE,
          "'"
              + GUARANTEE
              + "' = 'exactly-once' commits with checkpoints, and the script has none: run it with"
              + " --checkpoint-dir, or SET 'execution.checkpointing.interval'");
    }
    edits.addDefault(TRANSACTION_TIMEOUT, BROKERS_TRANSACTION_TIMEOUT);
  }
}
