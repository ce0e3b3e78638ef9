package io.sqluice.benchmarks.lookup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a measured process says at its end, in a line.
 *
 * @param netMillis the time of the measured part, as the process itself takes it
 * @param heapBytes the used heap after collections in the course of it; none unless asked for
 */
record RunReport(long netMillis, List<Long> heapBytes) {

  private static final String BEGIN = "done ";

  RunReport(long netMillis) {
    this(netMillis, List.of());
  }

  static boolean isReport(String line) {
    return line.startsWith(BEGIN);
  }

  static RunReport parse(String line) {
    List<Long> numbers =
        Stream.of(line.substring(BEGIN.length()).split(" ")).map(Long::valueOf).toList();
    return new RunReport(numbers.get(0), numbers.subList(1, numbers.size()));
  }

  String line() {
    return Stream.concat(Stream.of(netMillis), heapBytes.stream())
        .map(String::valueOf)
        .collect(Collectors.joining(" ", BEGIN, ""));
  }
}
