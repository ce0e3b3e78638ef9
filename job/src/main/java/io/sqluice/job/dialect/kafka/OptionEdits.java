package io.sqluice.job.dialect.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The options of a table while they are translated. Not thread-safe. */
final class OptionEdits {

  private final List<KafkaTranslation.Problem> problems = new ArrayList<>();
  private Map<String, String> options;

  OptionEdits(Map<String, String> options) {
    this.options = new LinkedHashMap<>(options);
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(options.get(key));
  }

  boolean has(String key) {
    return options.containsKey(key);
  }

  Map<String, String> all() {
    return options;
  }

  Optional<String> remove(String key) {
    return Optional.ofNullable(options.remove(key));
  }

  /** Sets an option, where it is if it is there. */
  void set(String key, String value) {
    options.put(key, value);
  }

  /** Adds an option that the script does not give. */
  void addDefault(String key, String value) {
    options.putIfAbsent(key, value);
  }

  /** Gives an option another key, in its place. */
  void rename(String from, String to) {
    renameAll(key -> key.equals(from) ? to : key);
  }

  /** Gives options other keys, in their places; of two with the same key the first one stays. */
  void renameAll(UnaryOperator<String> rename) {
    Map<String, String> renamed = new LinkedHashMap<>();
    options.forEach((key, value) -> renamed.putIfAbsent(rename.apply(key), value));
    options = renamed;
  }

  void problem(String option, String message) {
    problems.add(new KafkaTranslation.Problem(Optional.of(option), message));
  }

  void problem(String message) {
    problems.add(new KafkaTranslation.Problem(Optional.empty(), message));
  }

  List<KafkaTranslation.Problem> problems() {
    return problems;
  }
}
