package io.sqluice.lookup.table;

import static org.apache.flink.configuration.ConfigOptions.key;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.CACHE_TYPE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_PERIODIC_RELOAD_INTERVAL;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_RELOAD_STRATEGY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_TIMED_RELOAD_ISO_TIME;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_MAX_ROWS;

import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.PaginationOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of a 'lookup-http' table: those of all tables over HTTP, and its own, which are
 * declared here or by Flink. The reference page is made from the declarations.
 */
public final class LookupConnectorOptions {

  /** As for polling tables, but for the default: an API most often means no row by 404. */
  public static final ConfigOption<String> IGNORED_CODES =
      key(ClientOptions.IGNORED_CODES.key())
          .stringType()
          .defaultValue("404")
          .withDescription(
              "Status codes that are an answer without rows; 404 is none of them where success-codes"
                  + " or retry-codes name it.");

  public static final ConfigOption<Boolean> LOOKUP_ASYNC =
      key("lookup.async")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether rows are looked up while others are under way. The hint"
                  + " LOOKUP('table'='...', 'async'='false') chooses for one join.");

  public static final ConfigOption<Duration> LOOKUP_TIMEOUT =
      key("lookup.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "Limit for all attempts and pages of one request, waits included. Flink's"
                  + " table.exec.async-lookup.timeout (3 min), at which the job fails, is to be"
                  + " longer.");

  public static final ConfigOption<String> LOOKUP_ERROR_POLICY =
      key("lookup.error-policy")
          .stringType()
          .defaultValue("fail")
          .withDescription(
              "For a row whose lookup failed: fail (the job), null (it is joined with a row of NULLs)"
                  + " or emit (as null, and the metadata columns say why).");

  public static final ConfigOption<Boolean> LOOKUP_SINGLE_FLIGHT =
      key("lookup.single-flight")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether equal requests that are under way at once are sent once, for all subtasks of"
                  + " a worker.");

  public static final ConfigOption<Integer> LOOKUP_BATCH_SIZE =
      key("lookup.batch.size")
          .intType()
          .noDefaultValue()
          .withDescription(
              "Most keys that go into one request. The placeholder of the only key is then a list:"
                  + " joined where it is text, an array where JSON takes a value.");

  public static final ConfigOption<Duration> LOOKUP_BATCH_INTERVAL =
      key("lookup.batch.interval")
          .durationType()
          .defaultValue(Duration.ofMillis(5))
          .withDescription("How long a key waits for others.");

  public static final ConfigOption<String> LOOKUP_BATCH_DELIMITER =
      key("lookup.batch.delimiter")
          .stringType()
          .defaultValue(",")
          .withDescription(
              "What stands between keys where they are text. A key that holds it is a failed"
                  + " lookup.");

  public static final ConfigOption<String> LOOKUP_BATCH_KEY_JQ =
      key("lookup.batch.key-jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program from a record of the answer, as jq made it, to the key that it is for,"
                  + " such as '.item.id'. Without it, the field that is named as the key is.");

  /** What only lookups have, in the order of the reference page. */
  public static final List<ConfigOption<?>> OF_LOOKUP =
      List.of(
          LOOKUP_ASYNC,
          LOOKUP_TIMEOUT,
          LOOKUP_ERROR_POLICY,
          LOOKUP_SINGLE_FLIGHT,
          CACHE_TYPE,
          PARTIAL_CACHE_MAX_ROWS,
          PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
          PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
          PARTIAL_CACHE_CACHE_MISSING_KEY,
          FULL_CACHE_RELOAD_STRATEGY,
          FULL_CACHE_PERIODIC_RELOAD_INTERVAL,
          FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE,
          FULL_CACHE_TIMED_RELOAD_ISO_TIME,
          FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS,
          LOOKUP_BATCH_SIZE,
          LOOKUP_BATCH_INTERVAL,
          LOOKUP_BATCH_DELIMITER,
          LOOKUP_BATCH_KEY_JQ);

  /** All options, in the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      Stream.of(ApiOptions.OF_ANSWERS, OF_LOOKUP, PaginationOptions.ALL, ApiOptions.OF_CLIENT)
          .<ConfigOption<?>>flatMap(List::stream)
          .<ConfigOption<?>>map(
              option -> option == ClientOptions.IGNORED_CODES ? IGNORED_CODES : option)
          .toList();

  private LookupConnectorOptions() {}
}
