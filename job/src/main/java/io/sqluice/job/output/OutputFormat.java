package io.sqluice.job.output;

import java.io.OutputStream;
import java.time.ZoneId;

/** The forms in which rows are printed. */
public enum OutputFormat {
  TABLE {
    @Override
    public RowWriter writer(OutputStream out, Settings settings) {
      return new TableWriter(out, settings);
    }
  },
  JSON {
    @Override
    public RowWriter writer(OutputStream out, Settings settings) {
      return new JsonWriter(out);
    }
  },
  CSV {
    @Override
    public RowWriter writer(OutputStream out, Settings settings) {
      return new CsvWriter(out);
    }
  };

  /**
   * What a table's look depends on.
   *
   * @param zone in which TIMESTAMP_LTZ is shown
   * @param maxColumnWidth of columns without a length of their own, in characters
   */
  public record Settings(ZoneId zone, int maxColumnWidth) {}

  public abstract RowWriter writer(OutputStream out, Settings settings);
}
