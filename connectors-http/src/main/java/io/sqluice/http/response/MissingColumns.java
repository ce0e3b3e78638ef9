package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds columns that no record of a page has a field for: most likely their names are misspelt, and
 * would be NULL for ever without a word. For one thread.
 */
final class MissingColumns implements RecordListener {

  /** Field names that are listed. */
  private static final int MOST_LISTED = 20;

  /** Field names that are remembered; records that have more use them as a map's keys. */
  private static final int MOST_KEPT = 10_000;

  private final RecordListener next;
  private final Set<String> fields = new LinkedHashSet<>();

  /**
   * @param next sees each record too
   */
  MissingColumns(RecordListener next) {
    this.next = next;
  }

  @Override
  public void record(JsonNode record) {
    next.record(record);
    Iterator<String> names = record.fieldNames();
    while (fields.size() < MOST_KEPT && names.hasNext()) {
      fields.add(names.next());
    }
  }

  /** What to warn of; nothing if some record has a field for each column, or none has a field. */
  Optional<String> warning(List<String> columns) {
    List<String> missing = columns.stream().filter(column -> !fields.contains(column)).toList();
    if (missing.isEmpty() || fields.isEmpty() || fields.size() == MOST_KEPT) {
      return Optional.empty();
    }
    return Optional.of(
        "No record of the first page has a field for %s %s, so that it is NULL; the fields are %s%s. Names are case-sensitive: correct them in the table, or rename the fields with jq; if this is an error object, let 'error.jq' find it."
            .formatted(
                missing.size() == 1 ? "the column" : "any of the columns",
                String.join(", ", missing),
                String.join(", ", fields.stream().limit(MOST_LISTED).toList()),
                fields.size() > MOST_LISTED ? ", …" : ""));
  }
}
