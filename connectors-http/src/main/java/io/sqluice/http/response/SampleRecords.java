package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.SimpleUserCodeClassLoader;

/**
 * The records of an answer that columns are to be made for: all of them JSON objects. Immutable.
 */
public final class SampleRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RowType NO_COLUMNS = new RowType(false, List.of());

  private final List<JsonNode> records;
  private final JsonConverters converters;

  private SampleRecords(List<JsonNode> records, JsonConverters converters) {
    this.records = records;
    this.converters = converters;
  }

  /**
   * Reads the records of an answer.
   *
   * @param config how, with a format of ours and without columns
   * @param classLoader the one of user code
   * @throws ExtractionException if the body cannot be read, there are no records, or their fields
   *     do not make columns
   */
  public static SampleRecords read(
      HttpResponse answer, ExtractionConfig config, ClassLoader classLoader)
      throws ExtractionException {
    List<JsonNode> records = new ArrayList<>();
    try (Lease lease = SharedResources.acquire();
        PageExtractor extractor =
            new PageExtractor(config, NO_COLUMNS, context(classLoader, lease))) {
      extractor.extract(answer, null, records::add, page -> page);
    }
    if (records.isEmpty()) {
      throw new ExtractionException(
          config.jq() == null
              ? "it has no records; take an answer that has some"
              : "the jq program finds no records in it; correct the option 'jq' (%s), or take an answer that has some"
                  .formatted(config.jq()));
    }
    Names names = new Names();
    for (int i = 0; i < records.size(); i++) {
      check(records.get(i), i + 1, names);
    }
    if (names.isEmpty()) {
      throw new ExtractionException(
          "its records have no fields; take an answer whose records have some");
    }
    return new SampleRecords(records, new JsonConverters(config.timestamps()));
  }

  private static FormatContext context(ClassLoader classLoader, Lease lease) {
    return new FormatContext(
        warning -> {},
        new UnregisteredMetricsGroup(),
        SimpleUserCodeClassLoader.create(classLoader),
        JqThreadPool.of(lease),
        text -> text);
  }

  private static void check(JsonNode record, int number, Names names) throws ExtractionException {
    if (!record.isObject()) {
      throw new ExtractionException(
          "record %d is %s, expected an object, whose fields become the columns; let jq make one, as in {value: .}"
              .formatted(number, Excerpt.of(record)));
    }
    if (record.has("")) {
      throw new ExtractionException(
          "record %d has a field whose name is empty, which is no name for a column; let jq name it"
              .formatted(number));
    }
    names.add(record, number);
  }

  /**
   * The names of fields by where they are. DuckDB, which finds the types, does not tell upper from
   * lower case in them.
   */
  private static final class Names {

    private final Map<List<String>, String> seen = new HashMap<>();

    boolean isEmpty() {
      return seen.isEmpty();
    }

    void add(JsonNode record, int number) throws ExtractionException {
      add(record, List.of(), number);
    }

    private void add(JsonNode value, List<String> path, int number) throws ExtractionException {
      if (value.isArray()) {
        for (JsonNode element : value) {
          add(element, path, number);
        }
      }
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String name = field.getKey();
        List<String> place = new ArrayList<>(path);
        place.add(name.toLowerCase(Locale.ROOT));
        String other = seen.putIfAbsent(place, name);
        if (other != null && !other.equals(name)) {
          throw new ExtractionException(
              "record %d has a field '%s'%s, and there is '%s' too, which differs in case alone; declare the columns, or let jq rename one of them"
                  .formatted(
                      number,
                      name,
                      path.isEmpty() ? "" : " in '" + String.join(".", path) + "'",
                      other));
        }
        if (field.getValue().isContainerNode()) {
          add(field.getValue(), place, number);
        }
      }
    }
  }

  /** The records as a JSON array, in UTF-8. */
  public byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      for (JsonNode record : records) {
        JSON.writeTree(json, record);
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The columns with types that the table reads all the records into: STRING where it does not, as
   * of a time that is not written as ISO 8601 has it.
   *
   * @param found as the engine for SQL has found them, which reads more than the table does
   */
  public RowType readable(RowType found) {
    List<RowType.RowField> columns = new ArrayList<>();
    for (RowType.RowField column : found.getFields()) {
      LogicalType type = column.getType();
      boolean reads =
          JsonConverters.unsupported(new RowType(List.of(column))).isEmpty() && reads(column);
      columns.add(
          new RowType.RowField(
              column.getName(), reads ? type : new VarCharType(VarCharType.MAX_LENGTH)));
    }
    return new RowType(columns);
  }

  private boolean reads(RowType.RowField column) {
    FieldConverter converter = converters.field(column.getName(), column.getType());
    try {
      records.forEach(record -> converter.convert(record.get(column.getName())));
      return true;
    } catch (InvalidValueException otherType) {
      return false;
    }
  }
}
