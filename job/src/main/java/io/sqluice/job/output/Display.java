package io.sqluice.job.output;

import java.io.PrintStream;

/**
 * Standard error, with a status line that gives way to rows and messages.
 *
 * <p>Thread-safe; whoever writes rows to the same terminal holds this object's monitor meanwhile.
 */
public final class Display {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private boolean statusShown;

  public Display(PrintStream err) {
    this.err = err;
  }

  /** Draws the status line anew in place; only for a terminal. */
  public synchronized void status(String line) {
    err.print(CLEAR_LINE + line);
    err.flush();
    statusShown = true;
  }

  /** Takes the status line away until it is drawn again. */
  public synchronized void clearStatus() {
    if (statusShown) {
      err.print(CLEAR_LINE);
      err.flush();
      statusShown = false;
    }
  }

  /** Writes a line that stays. */
  public synchronized void message(String line) {
    clearStatus();
    err.println(line);
    err.flush();
  }
}
