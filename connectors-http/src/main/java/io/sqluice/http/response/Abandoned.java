package io.sqluice.http.response;

/** Ends a run of jq that took too long and that nobody waits for any more. */
final class Abandoned extends PassingThrough {

  private static final long serialVersionUID = 1L;

  Abandoned() {
    super("abandoned");
  }

  /**
   * @throws Abandoned if this thread's run was given up, which shows as an interrupt
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Abandoned();
    }
  }
}
