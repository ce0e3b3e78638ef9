package io.sqluice.http.table;

import io.sqluice.http.options.AnswerFilterOptions;
import io.sqluice.http.options.AuthOptions;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.ConnectionOptions;
import io.sqluice.http.options.PaginationOptions;
import io.sqluice.http.options.RequestOptions;
import io.sqluice.http.options.ResponseOptions;
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
              RequestOptions.ALL,
              ResponseOptions.ALL,
              AnswerFilterOptions.ALL,
              ScheduleOptions.ALL,
              List.<ConfigOption<?>>of(FactoryUtil.SOURCE_PARALLELISM),
              WatermarkOptions.ALL,
              PaginationOptions.ALL,
              ScanOptions.ALL,
              ClientOptions.ALL,
              ConnectionOptions.ALL,
              AuthOptions.ALL)
          .<ConfigOption<?>>flatMap(List::stream)
          .toList();

  private HttpConnectorOptions() {}
}
