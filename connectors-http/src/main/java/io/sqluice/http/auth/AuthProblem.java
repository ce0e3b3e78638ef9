package io.sqluice.http.auth;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * What is wrong with an option.
 *
 * @param option its whole key
 * @param message what was found, what was expected and how to fix it; shows no credential
 */
public record AuthProblem(String option, String message) {

  /** A problem for each of these options whose text is known and blank. */
  @SafeVarargs
  static List<AuthProblem> ofBlank(AuthSettings settings, ConfigOption<String>... options) {
    List<AuthProblem> problems = new ArrayList<>();
    for (ConfigOption<String> option : options) {
      String text = settings.literal(option);
      if (text != null && text.isBlank()) {
        problems.add(new AuthProblem(option.key(), "it is empty; a parameter may have no value."));
      }
    }
    return problems;
  }
}
