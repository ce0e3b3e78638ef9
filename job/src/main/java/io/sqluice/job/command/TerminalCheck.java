package io.sqluice.job.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Finds out what a standard stream is connected to, which Java 17 does not tell for each of them.
 */
public final class TerminalCheck {

  private TerminalCheck() {}

  /** Whether standard error is a terminal. Runs a process, so ask once. */
  public static boolean standardError() {
    try {
      return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
