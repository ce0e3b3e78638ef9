package io.sqluice.http.faults;

import io.sqluice.http.source.HttpEnumeratorState;
import io.sqluice.http.source.HttpSource;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.HttpSplit;
import io.sqluice.http.source.ScanPlan;
import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.Warnings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/**
 * Reads a table to its end in a process of its own, where the heap is as small as it was started
 * with, and prints its rows and warnings.
 */
final class SmallHeapReader {

  private SmallHeapReader() {}

  /**
   * Reads and prints.
   *
   * @param arguments the URL, the number of polls, and the limit of a body
   */
  public static void main(String[] arguments) throws Exception {
    HttpSourceConfig config =
        SourceConfigs.streaming(
            arguments[0],
            "5 ms",
            Map.of("scan.bounded.max-polls", arguments[1], "response.max-size", arguments[2]));
    HttpSource source = new HttpSource(config, ScanPlan.of(config.extraction().rowType()));
    try (Warnings warnings = new Warnings();
        SourceReader<RowData, HttpSplit> reader = source.createReader(new TestingReaderContext())) {
      reader.start();
      reader.addSplits(splits(source));
      reader.notifyNoMoreSplits();
      readToEnd(reader);
      warnings.messages().forEach(System.out::println);
    }
  }

  private static List<HttpSplit> splits(HttpSource source) throws Exception {
    TestingSplitEnumeratorContext<HttpSplit> context = new TestingSplitEnumeratorContext<>(1);
    try (SplitEnumerator<HttpSplit, HttpEnumeratorState> enumerator =
        source.createEnumerator(context)) {
      context.registerReader(0, "localhost");
      enumerator.addReader(0);
      return context.getSplitAssignments().get(0).getAssignedSplits();
    }
  }

  private static void readToEnd(SourceReader<RowData, HttpSplit> reader) throws Exception {
    Printing output = new Printing();
    InputStatus status = reader.pollNext(output);
    while (status != InputStatus.END_OF_INPUT) {
      if (status == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get(60, TimeUnit.SECONDS);
      }
      status = reader.pollNext(output);
    }
  }

  private static final class Printing extends TestingReaderOutput<RowData> {

    @Override
    public void collect(RowData row) {
      System.out.println("row " + row.getLong(0));
    }
  }
}
