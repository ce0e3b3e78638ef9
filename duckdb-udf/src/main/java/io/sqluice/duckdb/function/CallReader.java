package io.sqluice.duckdb.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.ColumnList;
import org.apache.flink.util.TimeUtils;

/** Reads the arguments of one call and collects what is wrong with them. */
final class CallReader {

  private final CallContext call;
  private final List<String> problems = new ArrayList<>();

  CallReader(CallContext call) {
    this.call = call;
  }

  /** The type of the rows that come in. */
  RowType input() {
    return (RowType) call.getArgumentDataTypes().get(Argument.INPUT.ordinal()).getLogicalType();
  }

  boolean has(Argument argument) {
    return !call.isArgumentNull(argument.ordinal());
  }

  /** The value of a literal; null if there is none, or it is a problem. */
  @Nullable
  <T> T value(Argument argument, Class<T> type) {
    int position = argument.ordinal();
    if (call.isArgumentNull(position)) {
      return null;
    }
    T value =
        call.isArgumentLiteral(position)
            ? call.getArgumentValue(position, type).orElse(null)
            : null;
    if (value == null) {
      problem(
          argument,
          "it is not a literal. It is read when the statement is planned: write "
              + (type == ColumnList.class
                  ? "DESCRIPTOR(a column, ...)"
                  : type == String.class
                      ? "one string in quotes, not a column, a function or strings put together"
                      : "the value itself")
              + ".");
    }
    return value;
  }

  boolean isTrue(Argument argument) {
    return Boolean.TRUE.equals(value(argument, Boolean.class));
  }

  /** A duration like '2 s'; null if there is none, or it is a problem. */
  @Nullable
  Duration duration(Argument argument) {
    return parsed(
        argument, TimeUtils::parseDuration, "a number and a unit, such as '500 ms' or '2 s'");
  }

  /** One of an enum's words, in any case; null if there is none, or it is a problem. */
  @Nullable
  <E extends Enum<E>> E word(Argument argument, Class<E> words) {
    String expected =
        Arrays.stream(words.getEnumConstants())
            .map(word -> "'" + word.name().toLowerCase(Locale.ROOT) + "'")
            .collect(Collectors.joining(" or "));
    return parsed(argument, text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)), expected);
  }

  /** What a function makes of a string; null if there is none, or it is a problem. */
  @Nullable
  <T> T parsed(Argument argument, Function<String, T> parser, String expected) {
    String text = value(argument, String.class);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      problem(argument, "it is '" + text + "'; expected " + expected + ".");
      return null;
    }
  }

  /** The names in {@code on_time}, which Flink itself reads; empty if there are none. */
  List<String> onTime() {
    int position = Argument.values().length;
    if (call.getArgumentDataTypes().size() <= position || call.isArgumentNull(position)) {
      return List.of();
    }
    return call.getArgumentValue(position, ColumnList.class)
        .map(ColumnList::getNames)
        .orElse(List.of());
  }

  void problem(Argument argument, String problem) {
    problem("'" + argument.sqlName() + "': " + problem);
  }

  void problem(String problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Tells all problems at once. */
  void throwProblems() {
    if (problems.size() == 1) {
      throw new ValidationException("DUCKDB: " + problems.get(0));
    }
    if (!problems.isEmpty()) {
      throw new ValidationException(
          "DUCKDB has " + problems.size() + " problems:\n- " + String.join("\n- ", problems));
    }
  }
}
