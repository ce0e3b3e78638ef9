package io.sqluice.http.options;

import io.sqluice.http.request.Spelling;
import io.sqluice.http.response.JqProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Reads a table's options one by one. A value that cannot be read is noted as a problem and the
 * option's default goes on in its place, so that the other options are still checked.
 */
public final class TableOptions {

  private final Map<String, String> raw;
  private final Configuration configuration;

  /** The names that the table gives options by, where these are not their keys. */
  private final Map<String, String> aliases = new HashMap<>();

  private final OptionProblems problems = new OptionProblems();

  /** The options as the table's DDL gives them. */
  public TableOptions(Map<String, String> raw) {
    this.raw = raw;
    this.configuration = Configuration.fromMap(raw);
  }

  /** Notes a problem of an option: what was found, what was expected and how to fix it. */
  public void problem(String option, String message) {
    problems.add(aliases.getOrDefault(option, option), message);
  }

  /** Notes a problem of a column. */
  public void columnProblem(String message) {
    problems.addColumn(message);
  }

  /**
   * Ends the validation.
   *
   * @throws ValidationException if there are problems, with a line for each
   */
  public void throwIfAnyProblem(String tableName) {
    problems.throwIfAny(tableName);
  }

  /** What ends the validation at a problem that leaves nothing to check behind it. */
  public ValidationException rejection(String tableName) {
    return problems.exception(tableName);
  }

  /** Notes a jq program that does not compile. */
  public void checkJq(ConfigOption<String> option, String program) {
    try {
      JqProgram.compile(program);
    } catch (IllegalArgumentException badProgram) {
      problem(option.key(), badProgram.getMessage());
    }
  }

  public boolean has(ConfigOption<?> option) {
    name(option);
    return configuration.contains(option);
  }

  @Nullable
  public String text(ConfigOption<String> option) {
    name(option);
    return configuration.get(option);
  }

  public boolean flag(ConfigOption<Boolean> option) {
    return read(option, "true or false");
  }

  /** A duration greater than zero. */
  @Nullable
  public Duration period(ConfigOption<Duration> option) {
    Duration value = read(option, "a duration such as '10 s'");
    if (value != null && value.compareTo(Duration.ZERO) <= 0) {
      reject(option, "a duration greater than zero, such as '10 s'");
    }
    return value;
  }

  /** A duration that may be zero. */
  @Nullable
  public Duration delay(ConfigOption<Duration> option) {
    Duration value = read(option, "a duration such as '10 s'");
    if (value != null && value.isNegative()) {
      reject(option, "a duration of at least zero, such as '10 s'");
    }
    return value;
  }

  public MemorySize size(ConfigOption<MemorySize> option) {
    MemorySize value = read(option, "a size such as '64 mb'");
    if (value.getBytes() <= 0) {
      reject(option, "a size greater than zero, such as '64 mb'");
    }
    return value;
  }

  /** A whole number of at least 1. */
  @Nullable
  public <N extends Number> N count(ConfigOption<N> option) {
    N value = read(option, "a whole number of at least 1");
    if (value != null && value.longValue() < 1) {
      reject(option, "a whole number of at least 1");
    }
    return value;
  }

  /** A whole number of at least 0. */
  public int atLeastZero(ConfigOption<Integer> option) {
    int value = read(option, "a whole number of at least 0");
    if (value < 0) {
      reject(option, "a whole number of at least 0");
    }
    return value;
  }

  /** A number from a least to a greatest value; only the least may be left out of the range. */
  @Nullable
  public Double number(
      ConfigOption<Double> option, double least, boolean orEqual, double greatest, String range) {
    Double value = read(option, range);
    if (value != null && !((orEqual ? value >= least : value > least) && value <= greatest)) {
      reject(option, range);
    }
    return value;
  }

  /** One of these constants, each named by the word at its position. */
  public <E> E choice(ConfigOption<String> option, E[] constants, String... words) {
    String value = text(option);
    for (int i = 0; i < words.length; i++) {
      if (words[i].equalsIgnoreCase(value)) {
        return constants[i];
      }
    }
    reject(
        option,
        String.join(", ", List.of(words).subList(0, words.length - 1))
            + " or "
            + words[words.length - 1]);
    return constants[0];
  }

  /**
   * A constant of an option that Flink declares.
   *
   * @param expected the words for the constants
   */
  public <E extends Enum<E>> E constant(ConfigOption<E> option, String expected) {
    return read(option, expected);
  }

  /** The options of a prefix, by the rest of their key, in the order of their names. */
  public Map<String, String> withPrefix(ConfigOption<String> placeholder) {
    String ours = prefix(placeholder.key());
    Map<String, String> found = new TreeMap<>();
    for (String name : namesOf(placeholder)) {
      String prefix = prefix(name);
      raw.keySet().stream()
          .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
          .forEach(
              key -> {
                String rest = key.substring(prefix.length());
                if (found.putIfAbsent(rest, raw.get(key)) == null && !prefix.equals(ours)) {
                  aliases.put(ours + rest, key);
                }
              });
    }
    return found;
  }

  /**
   * Notes every option that is not among those known, with the nearest one that is.
   *
   * @param page lists them all, for messages
   */
  public void rejectUnknown(List<ConfigOption<?>> known, String page) {
    List<String> keys = new ArrayList<>(namesOf(FactoryUtil.CONNECTOR));
    List<String> prefixes = new ArrayList<>();
    for (ConfigOption<?> option : known) {
      if (option.key().contains("<")) {
        namesOf(option).forEach(name -> prefixes.add(prefix(name)));
      } else {
        keys.addAll(namesOf(option));
      }
    }
    raw.keySet().stream()
        .sorted()
        .filter(key -> !keys.contains(key))
        .filter(key -> prefixes.stream().noneMatch(p -> key.startsWith(p) && !key.equals(p)))
        .forEach(
            key ->
                problems.add(
                    key,
                    ApacheOptions.hint(key, page)
                        .or(() -> OmlspOptions.hint(key))
                        .orElseGet(
                            () ->
                                "there is no such option"
                                    + nearest(key, keys, prefixes)
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse("; " + page + " lists them all."))));
  }

  private static Optional<String> nearest(String key, List<String> keys, List<String> prefixes) {
    int dot = key.indexOf('.');
    if (dot > 0) {
      // header.Accept is most likely headers.Accept: what is before the dot says which prefix.
      Optional<String> prefix =
          Spelling.nearest(key.substring(0, dot + 1), prefixes)
              .filter(near -> Math.abs(near.length() - dot - 1) <= 1);
      if (prefix.isPresent()) {
        return prefix.map(near -> near + key.substring(dot + 1));
      }
    }
    return Spelling.nearest(key, keys).or(() -> shortened(key, keys));
  }

  /** The longest key that is the beginning of another: tls.ca of tls.ca-file. */
  private static Optional<String> shortened(String key, List<String> keys) {
    return keys.stream()
        .filter(known -> key.startsWith(known + "-") || key.startsWith(known + "_"))
        .max(Comparator.comparingInt(String::length));
  }

  private static String prefix(String placeholderKey) {
    return placeholderKey.substring(0, placeholderKey.indexOf('<'));
  }

  private <T> T read(ConfigOption<T> option, String expected) {
    name(option);
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException unreadable) {
      reject(option, expected);
      return option.defaultValue();
    }
  }

  private void reject(ConfigOption<?> option, String expected) {
    String name = name(option);
    problems.add(name, "found '" + raw.get(name) + "', expected " + expected + ".");
  }

  /** The name that the table gives an option by, which its problems carry; else its key. */
  private String name(ConfigOption<?> option) {
    String name =
        namesOf(option).stream().filter(raw::containsKey).findFirst().orElse(option.key());
    if (!name.equals(option.key())) {
      aliases.put(option.key(), name);
    }
    return name;
  }

  private static List<String> namesOf(ConfigOption<?> option) {
    List<String> names = new ArrayList<>();
    names.add(option.key());
    for (FallbackKey fallback : option.fallbackKeys()) {
      names.add(fallback.getKey());
    }
    return names;
  }
}
