package io.sqluice.job.execution;

/** Says in plain words why a job did not run to its end. */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
