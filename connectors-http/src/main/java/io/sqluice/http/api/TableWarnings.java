package io.sqluice.http.api;

import io.sqluice.http.secret.Redaction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a person should know of a table. Thread-safe.
 *
 * @param redaction takes the table's secrets out of it: an API may repeat what it was sent
 */
public record TableWarnings(String tableName, Redaction redaction) implements Consumer<String> {

  private static final Logger LOG = LoggerFactory.getLogger(TableWarnings.class);

  @Override
  public void accept(String warning) {
    LOG.warn("Table {}: {}", tableName, redaction.redact(warning));
  }
}
