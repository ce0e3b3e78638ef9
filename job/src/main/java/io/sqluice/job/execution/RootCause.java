package io.sqluice.job.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The part of a chain of exceptions that tells a user what went wrong. */
public final class RootCause {

  /** What Flink says of any job that fails. */
  private static final List<String> FRAMES =
      List.of("Job execution failed", "Recovery is suppressed by", "Failed to execute job");

  private RootCause() {}

  /** The throwable and its causes, outermost first. */
  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  /**
   * The message of the innermost cause.
   *
   * <p>The JDK's own exceptions often say little by themselves: theirs comes with the type's name,
   * behind the message of what caught them.
   */
  public static String message(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Throwable root = chain.get(chain.size() - 1);
    if (speaksForItself(root)) {
      return root.getMessage();
    }
    String type = root.getClass().getSimpleName();
    String text = root.getMessage() == null ? type : type + ": " + root.getMessage();
    String cause = root.toString();
    return chain.subList(0, chain.size() - 1).stream()
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .filter(message -> !message.contains(cause) && !cause.contains(message))
        .filter(message -> FRAMES.stream().noneMatch(message::startsWith))
        .reduce((outer, inner) -> inner)
        .map(message -> message + " (" + text + ")")
        .orElse(text);
  }

  private static boolean speaksForItself(Throwable root) {
    if (root.getMessage() == null || !root.getMessage().strip().contains(" ")) {
      return false;
    }
    return !(root instanceof RuntimeException && root.getClass().getName().startsWith("java."));
  }
}
