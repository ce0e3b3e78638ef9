package io.sqluice.http.table;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.source.HttpSourceConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Configurations of sources, made from options as a table's are. */
public final class SourceConfigs {

  private SourceConfigs() {}

  /** A streaming table with one column, n BIGINT. */
  public static HttpSourceConfig streaming(String url, String period, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("connector", "http");
    options.put("url", url);
    options.put("scan.poll-interval", period);
    RowType columns = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});
    return new HttpOptionsReader(
            "t",
            columns,
            Set.of("error"),
            options,
            false,
            SourceConfigs.class.getClassLoader(),
            FlinkFormats.none())
        .read();
  }
}
