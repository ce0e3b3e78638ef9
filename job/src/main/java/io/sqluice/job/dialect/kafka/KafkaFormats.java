package io.sqluice.job.dialect.kafka;

import io.sqluice.job.dialect.kafka.KafkaTable.Role;
import io.sqluice.job.script.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats of keys and values: {@code encode}, {@code decode} and {@code registry}. */
final class KafkaFormats {

  static final String ENCODE = "encode";
  static final String DECODE = "decode";
  static final String REGISTRY = "registry";

  private static final String FORMAT = "format";
  private static final String KEY_FORMAT = "key.format";
  private static final String VALUE_FORMAT = "value.format";
  private static final String JSON = "json";
  private static final String AVRO = "avro";
  private static final String AVRO_WITH_REGISTRY = "avro-confluent";

  private static final Map<String, String> ENCODINGS = Map.of(JSON, JSON, AVRO, AVRO_WITH_REGISTRY);

  /** Those whose records say what became of a row. */
  private static final Set<String> CHANGELOGS =
      Set.of("debezium-json", "debezium-avro-confluent", "canal-json", "maxwell-json", "ogg-json");

  /** Options of a registry that say who asks it. */
  private static final List<String> CREDENTIALS = List.of("basic-auth.", "bearer-auth.");

  /** Options of a registry that say how it is asked. */
  private static final List<String> ACCESS = List.of("ssl.", "properties.");

  private KafkaFormats() {}

  /** Whether the value's format can say that a row is changed or taken back. */
  static boolean takesChanges(OptionEdits edits) {
    return edits
        .get(VALUE_FORMAT)
        .or(() -> edits.get(FORMAT))
        .filter(CHANGELOGS::contains)
        .isPresent();
  }

  /**
   * @param keyed whether records have a key
   */
  static void translate(OptionEdits edits, Role role, boolean upsert, boolean keyed) {
    Optional<String> encoding = encoding(edits);
    if (upsert) {
      edits.renameAll(key -> isOfFormat(key) ? "value." + key : key);
    }
    String formatKey = upsert || edits.has(VALUE_FORMAT) ? VALUE_FORMAT : FORMAT;
    if (encoding.isPresent() && edits.has(formatKey)) {
      edits.problem(
          formatKey,
          "'%s' and '%s' say the same thing: leave out one of them"
              .formatted(formatKey, encoding.get()));
      return;
    }
    encoding.ifPresent(key -> edits.rename(key, formatKey));
    edits.addDefault(formatKey, JSON);
    String format = edits.get(formatKey).orElseThrow();
    if (encoding.isPresent()) {
      if (!ENCODINGS.containsKey(format)) {
        edits.problem(encoding.get(), unknown(encoding.get(), format));
        return;
      }
      format = ENCODINGS.get(format);
      edits.set(formatKey, format);
    }
    if (keyed) {
      edits.addDefault(KEY_FORMAT, CHANGELOGS.contains(format) ? JSON : format);
    }
    registry(edits, formatKey, encoding);
    if (format.equals(JSON)) {
      json(edits, formatKey.equals(FORMAT) ? "" : "value.", role);
    }
    if (edits.get(KEY_FORMAT).filter(JSON::equals).isPresent()) {
      json(edits, "key.", role);
    }
  }

  private static Optional<String> encoding(OptionEdits edits) {
    if (edits.has(ENCODE) && edits.has(DECODE)) {
      edits.problem(DECODE, "'encode' and 'decode' say the same thing: leave out one of them");
      edits.remove(DECODE);
    }
    return edits.has(ENCODE)
        ? Optional.of(ENCODE)
        : edits.has(DECODE) ? Optional.of(DECODE) : Optional.empty();
  }

  private static String unknown(String key, String encoding) {
    return "'%s' = '%s' is neither 'json' nor 'avro'%s For another format of Flink's leave out '%1$s' and add 'format' = '%2$s'"
        .formatted(
            key,
            encoding,
            Spelling.nearest(encoding, List.of(JSON, AVRO))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("."));
  }

  private static void registry(OptionEdits edits, String formatKey, Optional<String> encoding) {
    String prefix = formatKey.equals(FORMAT) ? "" : "value.";
    Optional<String> registry = edits.get(REGISTRY);
    boolean ofValue = edits.get(formatKey).filter(AVRO_WITH_REGISTRY::equals).isPresent();
    boolean ofKey = edits.get(KEY_FORMAT).filter(AVRO_WITH_REGISTRY::equals).isPresent();
    String valueUrl = prefix + AVRO_WITH_REGISTRY + ".url";
    if (registry.isPresent() && !ofValue && !ofKey) {
      edits.problem(
          REGISTRY,
          "'registry' is where the schemas of Avro are: add encode = 'avro', or leave it out");
      return;
    }
    if (ofValue && registry.isEmpty() && !edits.has(valueUrl)) {
      edits.problem(
          encoding.orElse(formatKey),
          "Avro needs a registry of schemas: add registry = 'http://host:8081', or write 'format' ="
              + " 'avro' for records without a schema's number");
      return;
    }
    if (ofValue && registry.isPresent()) {
      if (edits.has(valueUrl)) {
        edits.remove(REGISTRY);
      } else {
        edits.rename(REGISTRY, valueUrl);
      }
    }
    if (ofKey && ofValue) {
      sharedAccess(edits, prefix + AVRO_WITH_REGISTRY + ".", "key." + AVRO_WITH_REGISTRY + ".");
    }
    if (ofKey) {
      registry
          .or(() -> edits.get(valueUrl))
          .ifPresent(url -> edits.addDefault("key." + AVRO_WITH_REGISTRY + ".url", url));
    }
    edits.remove(REGISTRY);
  }

  /**
   * Gives the key's format the credentials for the registry, if it is the one of the value, and
   * none are said for the key. What is about the schema is of the value alone.
   */
  private static void sharedAccess(OptionEdits edits, String ofValue, String ofKey) {
    Optional<String> url = edits.get(ofKey + "url");
    if (url.isPresent() && !url.equals(edits.get(ofValue + "url"))) {
      return;
    }
    boolean keySaysWho =
        edits.all().keySet().stream()
            .anyMatch(key -> CREDENTIALS.stream().anyMatch(kind -> key.startsWith(ofKey + kind)));
    for (Map.Entry<String, String> option : List.copyOf(edits.all().entrySet())) {
      String key = option.getKey();
      String name = key.startsWith(ofValue) ? key.substring(ofValue.length()) : "";
      if (ACCESS.stream().anyMatch(name::startsWith)
          || !keySaysWho && CREDENTIALS.stream().anyMatch(name::startsWith)) {
        edits.addDefault(ofKey + name, option.getValue());
      }
    }
  }

  /** What the runner prints for the same rows, as far as Flink's format can. */
  private static void json(OptionEdits edits, String prefix, Role role) {
    edits.addDefault(prefix + "json.timestamp-format.standard", "ISO-8601");
    if (role != Role.SOURCE) {
      edits.addDefault(prefix + "json.encode.decimal-as-plain-number", "true");
      edits.addDefault(prefix + "json.map-null-key.mode", "LITERAL");
    }
  }

  /** Whether an option is one of a format, without saying whose format. */
  private static boolean isOfFormat(String key) {
    return key.equals(FORMAT)
        || OptionNames.FORMATS.stream().anyMatch(name -> key.startsWith(name + "."));
  }
}
