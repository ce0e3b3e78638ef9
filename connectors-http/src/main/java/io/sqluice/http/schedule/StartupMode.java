package io.sqluice.http.schedule;

/** When the first poll of a job that starts without a checkpoint fires. */
public enum StartupMode {
  /** At once; its trigger time is now, cut to seconds. */
  IMMEDIATE,
  /** At the schedule's next fire time. */
  NEXT_FIRE
}
