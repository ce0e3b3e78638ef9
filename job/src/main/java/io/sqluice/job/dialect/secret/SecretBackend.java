package io.sqluice.job.dialect.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the value of a secret is, as CREATE SECRET says it. */
public enum SecretBackend {
  /** In the statement; the process that runs the script keeps it. */
  META,
  /** In a variable of the worker's environment. */
  ENV,
  /** In a file that the worker can read. */
  FILE;

  /** The backend of a name; its case does not matter. */
  static Optional<SecretBackend> of(String name) {
    return Arrays.stream(values())
        .filter(backend -> backend.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(SecretBackend::toString).toList();
  }

  /** Its name in statements. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
