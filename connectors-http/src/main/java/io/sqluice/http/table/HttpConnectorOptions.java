package io.sqluice.http.table;

import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.PaginationOptions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * The options of an 'http' table. Each is declared once, in the class of its topic, which also
 * reads and checks it. The reference page is made from the declarations.
 */
public final class HttpConnectorOptions {

  /** All options, in the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      Stream.of(
              ApiOptions.OF_ANSWERS,
              ScheduleOptions.ALL,
              List.<ConfigOption<?>>of(FactoryUtil.SOURCE_PARALLELISM),
              WatermarkOptions.ALL,
              PaginationOptions.ALL,
              ScanOptions.ALL,
              ApiOptions.OF_CLIENT)
          .<ConfigOption<?>>flatMap(List::stream)
          .toList();

  private HttpConnectorOptions() {}
}
