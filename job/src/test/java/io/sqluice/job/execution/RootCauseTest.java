package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.JobException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void should_take_the_innermost_message() {
    assertThat(
            RootCause.message(
                failedJob(
                    new ValidationException("outer", new IOException("poll 1 failed: refused")))))
        .isEqualTo("poll 1 failed: refused");
  }

  @Test
  void should_name_the_type_of_exceptions_that_say_little_by_themselves() {
    assertThat(RootCause.message(failedJob(new ArithmeticException("/ by zero"))))
        .isEqualTo("ArithmeticException: / by zero");
    assertThat(RootCause.message(failedJob(new NullPointerException())))
        .isEqualTo("NullPointerException");
    assertThat(RootCause.message(failedJob(new UnknownHostException("api.example"))))
        .isEqualTo("UnknownHostException: api.example");
  }

  @Test
  void should_add_what_caught_such_an_exception() {
    assertThat(
            RootCause.message(
                failedJob(
                    new ValidationException(
                        "Invalid option 'a'.", new NumberFormatException("x")))))
        .isEqualTo("Invalid option 'a'. (NumberFormatException: x)");
  }

  private static Throwable failedJob(Throwable cause) {
    return new JobExecutionException(
        new JobID(),
        "Job execution failed.",
        new JobException("Recovery is suppressed by NoRestartBackoffTimeStrategy", cause));
  }
}
