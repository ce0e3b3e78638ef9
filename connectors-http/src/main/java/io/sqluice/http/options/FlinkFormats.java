package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.runtime.connector.source.ScanRuntimeProviderContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The formats of Flink's that are on the class path, for one table. */
public final class FlinkFormats {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkFormats.class);

  @Nullable private final DynamicTableFactory factory;
  @Nullable private final DynamicTableFactory.Context context;
  private final List<DeserializationFormatFactory> formats;

  /**
   * @param factory that of the table
   * @param context the table
   */
  public FlinkFormats(DynamicTableFactory factory, DynamicTableFactory.Context context) {
    this(factory, context, load(context.getClassLoader()));
  }

  private FlinkFormats(
      @Nullable DynamicTableFactory factory,
      @Nullable DynamicTableFactory.Context context,
      List<DeserializationFormatFactory> formats) {
    this.factory = factory;
    this.context = context;
    this.formats = formats;
  }

  /** No formats besides ours. */
  public static FlinkFormats none() {
    return new FlinkFormats(null, null, List.of());
  }

  /** The names of the formats, in order. */
  public List<String> identifiers() {
    return formats.stream().map(Factory::factoryIdentifier).sorted().distinct().toList();
  }

  /** The options of a format, by their keys in the table; none if there is no such format. */
  public List<ConfigOption<?>> options(String identifier) {
    List<ConfigOption<?>> options = new ArrayList<>();
    find(identifier)
        .ifPresent(
            format -> {
              String prefix = identifier + ".";
              format.requiredOptions().forEach(option -> options.add(prefixed(prefix, option)));
              format.optionalOptions().forEach(option -> options.add(prefixed(prefix, option)));
            });
    return options;
  }

  /**
   * What makes rows of messages in the format that an option of the table names.
   *
   * <p>It makes all physical columns, whatever the queries read: what a format calls projection may
   * be that it expects messages with fewer fields (that of Avro does).
   *
   * @throws RuntimeException if the format refuses its options or the table's columns
   */
  DeserializationSchema<RowData> schema(ConfigOption<String> formatOption) {
    return format(formatOption)
        .createRuntimeDecoder(
            ScanRuntimeProviderContext.INSTANCE, context.getPhysicalRowDataType());
  }

  /** The kinds of changes that rows of that format stand for. */
  public ChangelogMode changes(ConfigOption<String> formatOption) {
    return format(formatOption).getChangelogMode();
  }

  private DecodingFormat<DeserializationSchema<RowData>> format(ConfigOption<String> option) {
    return FactoryUtil.createTableFactoryHelper(factory, context)
        .discoverDecodingFormat(DeserializationFormatFactory.class, option);
  }

  private Optional<DeserializationFormatFactory> find(String identifier) {
    return formats.stream()
        .filter(format -> format.factoryIdentifier().equals(identifier))
        .findFirst();
  }

  /** The option for the check of keys; its values are read by the format. */
  private static ConfigOption<?> prefixed(String prefix, ConfigOption<?> option) {
    String suffix = ConfigurationUtils.canBePrefixMap(option) ? ".<name>" : "";
    List<String> fallbacks = new ArrayList<>();
    for (FallbackKey fallback : option.fallbackKeys()) {
      fallbacks.add(prefix + fallback.getKey());
    }
    return key(prefix + option.key() + suffix)
        .stringType()
        .noDefaultValue()
        .withFallbackKeys(fallbacks.toArray(String[]::new));
  }

  private static List<DeserializationFormatFactory> load(ClassLoader classLoader) {
    List<DeserializationFormatFactory> found = new ArrayList<>();
    Iterator<Factory> factories = ServiceLoader.load(Factory.class, classLoader).iterator();
    while (true) {
      try {
        if (!factories.hasNext()) {
          return found;
        }
        if (factories.next() instanceof DeserializationFormatFactory format) {
          found.add(format);
        }
      } catch (NoClassDefFoundError halfAJar) {
        // As Flink does: formats of files name classes of flink-connector-files, which may be away.
        LOG.debug("A factory on the class path needs a class that is not", halfAJar);
      }
    }
  }
}
