package io.sqluice.job.execution;

import io.sqluice.job.state.Checkpoint;
import java.util.List;

/**
 * Recognizes that a job failed because its checkpoint does not fit its queries, and says what to
 * do.
 */
final class RestoreFailure {

  private static final List<String> SIGNS =
      List.of(
          "Failed to rollback to checkpoint/savepoint",
          "Cannot map checkpoint/savepoint state",
          "StateMigrationException",
          "must not be incompatible",
          "Could not restore",
          "Failed when trying to restore",
          // How our connectors begin what they say of state that they cannot go on from.
          "The checkpoint holds");

  private RestoreFailure() {}

  static boolean is(Throwable failure) {
    return RootCause.chain(failure).stream()
        .map(Throwable::toString)
        .anyMatch(text -> SIGNS.stream().anyMatch(text::contains));
  }

  static String message(Checkpoint checkpoint, List<String> changes, Throwable failure) {
    StringBuilder message = new StringBuilder();
    message.append("the state in ").append(checkpoint.path()).append(" does not fit this script.");
    if (changes.isEmpty()) {
      message.append(" ").append(RootCause.message(failure));
    } else {
      message.append(" What changed since it was kept:");
      changes.forEach(change -> message.append("\n  ").append(change));
    }
    message.append(
        "\nRun without --resume to start afresh, or with the script as it was. A change that the state is to survive needs"
            + " the same queries in the same order.");
    return message.toString();
  }
}
