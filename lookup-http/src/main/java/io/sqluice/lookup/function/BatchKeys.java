package io.sqluice.lookup.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.JqException;
import io.sqluice.http.response.JqProgram;
import io.sqluice.http.response.JsonValueReader;
import io.sqluice.http.response.RefusedRecordException;
import io.sqluice.http.response.TimestampRules;
import io.sqluice.lookup.function.LookupConfig.BatchConfig;
import io.sqluice.lookup.function.LookupPlan.Parameter;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;

/** Reads from a record of a batch's answer which key it is for. Thread-safe. */
final class BatchKeys {

  private final String field;
  @Nullable private final JqProgram program;
  private final JsonValueReader reader;

  BatchKeys(BatchConfig config, Parameter key, TimestampRules timestamps) {
    this.field = key.name();
    this.program = config.keyJq() == null ? null : JqProgram.compile(config.keyJq());
    this.reader = new JsonValueReader(field, key.type().copy(true), timestamps);
  }

  /** Whether no program runs. */
  boolean isQuick() {
    return program == null;
  }

  /**
   * The key of a record, as parameters of a request.
   *
   * @throws RefusedRecordException if it has none
   */
  GenericRowData of(JsonNode record) {
    JsonNode value = program == null ? record.get(field) : run(record);
    Object key;
    try {
      key = reader.read(value);
    } catch (RefusedRecordException unfit) {
      throw new RefusedRecordException(origin() + " gives no key: " + unfit.getMessage());
    }
    if (key == null) {
      throw new RefusedRecordException(
          origin()
              + " gives no key: found "
              + (value == null ? "nothing" : "null")
              + ", expected the value of '"
              + field
              + "' that the record is the answer for; set 'lookup.batch.key-jq' to where it is, or"
              + " drop such records in jq with select");
    }
    return GenericRowData.of(key);
  }

  @Nullable
  private JsonNode run(JsonNode record) {
    try {
      return program.first(record).orElse(null);
    } catch (JqException failed) {
      throw new RefusedRecordException(
          origin()
              + " failed: "
              + failed.getMessage()
              + "; correct it or check what the API sends");
    }
  }

  private String origin() {
    return program == null ? "field '" + field + "'" : "'lookup.batch.key-jq'";
  }
}
