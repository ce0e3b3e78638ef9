package io.sqluice.job.command;

import io.sqluice.job.execution.ScriptCheck;
import io.sqluice.job.output.Display;

/** Says which parts of a script a command that touches no network has left out. */
final class NotChecked {

  private NotChecked() {}

  static void tell(ScriptCheck check, Display display) {
    check
        .notChecked()
        .forEach(
            part ->
                display.message(
                    part.file() + ":" + part.position() + ": not checked: " + part.message()));
  }
}
