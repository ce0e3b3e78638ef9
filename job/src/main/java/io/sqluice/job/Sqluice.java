package io.sqluice.job;

/** The command line's entry point. */
public final class Sqluice {

  private Sqluice() {}

  public static void main(String[] args) {
    System.exit(2);
  }
}
