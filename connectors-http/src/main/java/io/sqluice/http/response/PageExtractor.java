package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes the rows of one answer: parses the body, runs jq over it and converts each output into a
 * row, or lets SQL make rows of it.
 *
 * <p>Thread-safe. Called on a worker thread, which it keeps until the rows are there or jq's time
 * is up; the work itself is done on a thread of its own.
 */
public final class PageExtractor implements AutoCloseable {

  private static final int QUICK_BYTES = 16 * 1024;

  private final ExtractionConfig config;
  private final RowType columns;
  private final FormatContext context;
  @Nullable private final BodyReader reader;
  @Nullable private final TransformedBody transformed;
  private final JqThreads jqThreads;
  private final boolean quick;
  private final AtomicBoolean columnsChecked = new AtomicBoolean();

  /**
   * @param columns those of the table's columns that are wanted
   * @throws IllegalArgumentException if the jq program does not compile, or a column's type is not
   *     one that a JSON value becomes
   */
  public PageExtractor(ExtractionConfig config, RowType columns, FormatContext context) {
    this.config = config;
    this.columns = columns;
    this.context = context;
    this.transformed =
        config.transform() == null ? null : new TransformedBody(config, columns, context);
    this.reader = transformed == null ? reader(config, columns, context) : null;
    this.quick = config.format() == BodyFormat.JSON && config.jq() == null && transformed == null;
    // A query has a limit of its own, and is told of as such.
    Duration limit =
        transformed == null
            ? config.jqTimeout()
            : config.jqTimeout().plus(config.transform().config().timeout());
    this.jqThreads =
        config.jq() == null
            ? new JqThreads(limit, JqWork.BODY, context.threads())
            : new JqThreads(limit, context.threads());
  }

  private static BodyReader reader(
      ExtractionConfig config, RowType columns, FormatContext context) {
    return switch (config.format()) {
      case JSON -> new JsonBodyReader(jsonRecords(config, columns), config.text());
      case NDJSON -> new NdjsonBodyReader(jsonRecords(config, columns), config.text());
      case FLINK ->
          new FlinkBodyReader(
              config.flinkFormat().framing(),
              config.text(),
              new FlinkDecoders(config.flinkFormat(), config.rowType(), columns, context));
    };
  }

  private static JsonRecords jsonRecords(ExtractionConfig config, RowType columns) {
    List<String> unsupported = JsonConverters.unsupported(config.rowType());
    if (!unsupported.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", unsupported));
    }
    RowConverter converter =
        new JsonConverters(config.timestamps()).record(config.rowType(), columns);
    return new JsonRecords(converter, config.jq());
  }

  /**
   * The rows of an answer, none for an empty body.
   *
   * @throws RecordConversionException if a record does not fit the table's columns and that fails
   *     the answer
   * @throws ExtractionException if the body does not parse, or jq fails or takes too long; in
   *     either case none of its rows counts
   */
  public ExtractedPage extract(HttpResponse response) throws ExtractionException {
    return extract(response, null, RecordListener.NONE, page -> page);
  }

  /**
   * What a reader makes of an answer and its rows, none for an empty body.
   *
   * @param triggerTime the scheduled fire time of the poll, for the query; null for none
   * @param listener sees each record that is JSON before it becomes a row
   * @param reader runs under the same time limit, so that it may run jq too
   * @throws RecordConversionException if a record does not fit the table's columns and that fails
   *     the answer
   * @throws ExtractionException if the body does not parse, or jq fails or takes too long; in
   *     either case none of its rows counts
   */
  public <T> T extract(
      HttpResponse response,
      @Nullable Instant triggerTime,
      RecordListener listener,
      PageReader<T> reader)
      throws ExtractionException {
    return jqThreads.call(
        () ->
            reader.read(
                transformed == null
                    ? extractHere(response, listener)
                    : transform(response, triggerTime, listener)));
  }

  /**
   * Whether an answer is so little work that the thread which has it may do it at once, be it one
   * of the network: a small body, and no program to run over it.
   */
  public boolean isQuick(HttpResponse response) {
    return quick && response.body().length <= QUICK_BYTES;
  }

  /** As {@link #extract} does, on the calling thread; for answers that are {@link #isQuick}. */
  public <T> T extractAtOnce(HttpResponse response, RecordListener listener, PageReader<T> reader)
      throws ExtractionException {
    return reader.read(extractHere(response, listener));
  }

  private ExtractedPage extractHere(HttpResponse response, RecordListener listener)
      throws ExtractionException {
    RecordCollector records = new RecordCollector(config.decodeErrors(), columns.getFieldCount());
    MissingColumns missing = columnsChecked.get() ? null : new MissingColumns(listener);
    try {
      JsonNode document = reader.read(response, missing == null ? listener : missing, records);
      if (missing != null && records.records() > 0 && columnsChecked.compareAndSet(false, true)) {
        missing.warning(columns.getFieldNames()).ifPresent(context.warnings());
      }
      return records.page(response, document);
    } catch (RejectedRecord e) {
      throw new RecordConversionException(e.getMessage(), e);
    }
  }

  private ExtractedPage transform(
      HttpResponse response, @Nullable Instant triggerTime, RecordListener listener)
      throws ExtractionException {
    RecordCollector records = new RecordCollector(config.decodeErrors(), columns.getFieldCount());
    JsonNode document = transformed.read(response, triggerTime, listener, records);
    return records.page(response, document);
  }

  /** Ends a query that is under way. Does not wait. */
  @Override
  public void close() {
    if (transformed != null) {
      transformed.close();
    }
  }
}
