package io.sqluice.job.state;

import java.util.ArrayList;
import java.util.List;

/** Says how the statements of a script differ from those that its state was kept for. */
public final class ScriptChanges {

  private static final int SHOWN = 80;

  private ScriptChanges() {}

  /** A line a change; empty if there is none. */
  public static List<String> between(List<String> before, List<String> now) {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      if (i >= now.size()) {
        changes.add("statement " + (i + 1) + " is gone: " + shortened(before.get(i)));
      } else if (i >= before.size()) {
        changes.add("statement " + (i + 1) + " is new: " + shortened(now.get(i)));
      } else if (!normalized(before.get(i)).equals(normalized(now.get(i)))) {
        changes.add(
            "statement "
                + (i + 1)
                + " was: "
                + shortened(before.get(i))
                + "\n    now: "
                + shortened(now.get(i)));
      }
    }
    return changes;
  }

  private static String shortened(String statement) {
    String line = normalized(statement);
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
  }

  private static String normalized(String statement) {
    return statement.strip().replaceAll("\\s+", " ");
  }
}
