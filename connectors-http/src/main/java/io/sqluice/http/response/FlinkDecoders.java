package io.sqluice.http.response;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.TemporaryClassLoaderContext;

/**
 * Makes a decoder of a format of Flink's for each body. Flink's schemas are for one thread, and may
 * keep what a message left behind (the one of Avro reads ahead), so none is used for two bodies: a
 * body that is read too slowly is left with its decoder. Thread-safe.
 */
final class FlinkDecoders {

  /** How an object container file begins (Avro 1.12, "Object Container Files"). */
  private static final byte[] AVRO_FILE = {'O', 'b', 'j', 1};

  private static final Pattern AT_FIELD = Pattern.compile("Fail to deserialize at field: (.+)\\.");

  private final String identifier;
  private final byte[] template;
  private final FormatContext context;
  @Nullable private final int[] projection;

  /**
   * @param table the columns that the format makes
   * @param wanted those of them that rows have
   */
  FlinkDecoders(FlinkFormat format, RowType table, RowType wanted, FormatContext context) {
    this.identifier = format.identifier();
    this.context = context;
    this.projection =
        table.equals(wanted)
            ? null
            : wanted.getFieldNames().stream().mapToInt(table::getFieldIndex).toArray();
    try {
      this.template = InstantiationUtil.serializeObject(format.schema());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the format '" + identifier + "' does not serialize its schema", e);
    }
  }

  /** Lets formats find the classes of the job's jar, until it is closed. */
  TemporaryClassLoaderContext classLoader() {
    return TemporaryClassLoaderContext.of(context.classLoader().asClassLoader());
  }

  /**
   * A decoder for one body.
   *
   * @throws ExtractionException if the format cannot be opened
   */
  Decoder open() throws ExtractionException {
    try {
      DeserializationSchema<RowData> schema =
          InstantiationUtil.deserializeObject(template, context.classLoader().asClassLoader());
      schema.open(context);
      return new Decoder(schema);
    } catch (Exception e) {
      throw new ExtractionException(
          "the format '%s' cannot be opened: %s".formatted(identifier, reason(e)), e);
    }
  }

  private static boolean startsWith(byte[] body, byte[] mark) {
    return body.length >= mark.length && Arrays.equals(body, 0, mark.length, mark, 0, mark.length);
  }

  /** What went wrong first, in one line. */
  private static String reason(Throwable problem) {
    Throwable root = problem;
    String column = columnOf(root);
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
      column += columnOf(root);
    }
    String message = root.getMessage();
    String line = (message == null ? root.toString() : message).lines().findFirst().orElse("");
    // What follows brings its own punctuation.
    return Excerpt.ofMessage(column + line.strip().replaceFirst("\\.$", ""));
  }

  /** The column that an exception of the csv or json format names, and a colon; else nothing. */
  private static String columnOf(Throwable problem) {
    Matcher named = AT_FIELD.matcher(String.valueOf(problem.getMessage()));
    return named.matches() ? "column '" + named.group(1) + "': " : "";
  }

  /** Decodes the messages of one body. For one thread. */
  final class Decoder {

    private final DeserializationSchema<RowData> schema;
    private final List<RowData> ofMessage = new ArrayList<>();
    private final ListCollector<RowData> collector = new ListCollector<>(ofMessage);

    private Decoder(DeserializationSchema<RowData> schema) {
      this.schema = schema;
    }

    /**
     * Looks at a body that is one message.
     *
     * @throws ExtractionException if the format would make something of it that it is not
     */
    void checkBody(byte[] body) throws ExtractionException {
      if (identifier.startsWith("avro") && startsWith(body, AVRO_FILE)) {
        throw new ExtractionException(
            "the body is a file of Avro records, but the format '%s' reads one bare record; ask the API for that, or for JSON"
                .formatted(identifier));
      }
    }

    /**
     * Adds the rows of a message: one, none if the format drops it, or several.
     *
     * @throws IOException if the format cannot read it; formats throw unchecked exceptions too
     */
    void decode(byte[] message, RecordCollector rows) throws IOException {
      ofMessage.clear();
      schema.deserialize(message, collector);
      for (int i = 0; i < ofMessage.size(); i++) {
        if (i > 0) {
          rows.startRecord();
        }
        rows.add(project(ofMessage.get(i)));
      }
    }

    private RowData project(RowData row) {
      return projection == null ? row : ProjectedRowData.from(projection).replaceRow(row);
    }

    /** What to say of a body that the format cannot read. */
    ExtractionException bodyProblem(byte[] body, Exception problem) {
      return new ExtractionException(
          "the format '%s' cannot read the body: %s; it starts with %s; check that the URL answers with %s, and that the columns are those of the data"
              .formatted(identifier, reason(problem), Excerpt.of(body), identifier),
          problem);
    }

    ExtractionException html(byte[] body) {
      return new ExtractionException(
          "the body is not %s: it starts with %s and looks like HTML, such as a login or an error page; check the option 'url'"
              .formatted(identifier, Excerpt.of(body)));
    }

    /**
     * What to say of a line that the format cannot read, behind "row 5".
     *
     * @param first whether it may be a header
     */
    String lineProblem(byte[] line, boolean first, Exception problem) {
      return ": found %s, expected a line that the format '%s' reads: %s; %s"
          .formatted(
              Excerpt.of(line),
              identifier,
              reason(problem),
              first
                  ? "if it is a header, set 'response.skip-lines' = '1'"
                  : "check the columns and the format's options");
    }
  }
}
