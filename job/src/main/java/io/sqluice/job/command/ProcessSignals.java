package io.sqluice.job.command;

import io.sqluice.job.execution.StopRequest;
import io.sqluice.job.output.Display;
import java.util.List;
import sun.misc.Signal;

/** Turns Ctrl-C and SIGTERM into a request to stop; a second one ends the process at once. */
public final class ProcessSignals {

  private static final int SIGNALLED = 128;

  private ProcessSignals() {}

  public static void install(StopRequest stop, Display display) {
    for (String name : List.of("INT", "TERM")) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stop.isRequested()) {
              Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
            }
            stop.request();
            display.message("stopping; press Ctrl-C again to end at once");
          });
    }
  }
}
