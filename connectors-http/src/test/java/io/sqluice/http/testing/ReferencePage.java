package io.sqluice.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.TimeUtils;

/**
 * Keeps the tables of a page in docs equal to the declarations they describe. With {@code
 * -Dsqluice.docs.write=true} it writes them anew first.
 */
public final class ReferencePage {

  /** A metadata column as the page shows it. */
  public record Column(String key, DataType type, String description) {}

  private final String name;
  private final List<ConfigOption<?>> options;
  private final List<Column> metadata;

  /**
   * @param name of the page, such as http-source.md
   * @param options in the order of the page
   * @param metadata in the order of the page; empty for a table without any
   */
  public ReferencePage(String name, List<ConfigOption<?>> options, List<Column> metadata) {
    this.name = name;
    this.options = options;
    this.metadata = metadata;
  }

  /**
   * Fails if the page is stale.
   *
   * @param command writes it anew, but for the property
   */
  public void assertUpToDate(String command) throws IOException {
    Path file = Path.of("../docs", name);
    String page = Files.readString(file);

    String written = section(page, "options", options());
    if (!metadata.isEmpty()) {
      written = section(written, "metadata", metadata());
    }

    if (Boolean.getBoolean("sqluice.docs.write")) {
      Files.writeString(file, written);
    }
    assertThat(Files.readString(file))
        .as(
            "docs/%s is stale; write it anew with: %s -Dsqluice.docs.write=true"
                .formatted(name, command))
        .isEqualTo(written);
  }

  private static String section(String page, String name, String content) {
    Pattern section =
        Pattern.compile("(<!-- " + name + ": generated -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    assertThat(page).containsPattern(section);
    return section.matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(content) + "$2");
  }

  private String options() {
    StringBuilder table =
        new StringBuilder("| option | default | meaning |\n| --- | --- | --- |\n");
    for (ConfigOption<?> option : options) {
      row(table, "`" + option.key() + "`", defaultValue(option), text(option));
    }
    return table.toString();
  }

  /** Descriptions of Flink's have tags. */
  private static String text(ConfigOption<?> option) {
    return new HtmlFormatter()
        .format(option.description())
        .replaceAll("<code[^>]*>([^<]*)</code>", "`$1`");
  }

  private String metadata() {
    StringBuilder table = new StringBuilder("| key | type | meaning |\n| --- | --- | --- |\n");
    for (Column column : metadata) {
      row(
          table,
          "`" + column.key() + "`",
          "`" + column.type().getLogicalType().asSummaryString().replace(" NOT NULL", "") + "`",
          column.description());
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String... cells) {
    for (String cell : cells) {
      table.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    table.append("|\n");
  }

  private static String defaultValue(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (option == RequestOptions.URL) {
      return "required";
    }
    if (value == null || value.equals("")) {
      return "-";
    }
    if (value instanceof Duration duration) {
      return "`" + TimeUtils.formatWithHighestUnit(duration) + "`";
    }
    if (value instanceof MemorySize size) {
      return "`" + size.toHumanReadableString().replaceAll(" \\(.*", "") + "`";
    }
    return "`" + value + "`";
  }
}
