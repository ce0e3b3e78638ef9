package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.options.RequestOptions;
import io.sqluice.http.source.HttpMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of docs/http-source.md equal to the declarations they describe. To write them
 * anew: {@code mvn test -pl connectors-http -Dtest=HttpSourcePageTest -Dsqluice.docs.write=true}.
 */
class HttpSourcePageTest {

  private static final Path PAGE = Path.of("../docs/http-source.md");

  @Test
  void should_be_up_to_date() throws IOException {
    String page = Files.readString(PAGE);

    String written = section(section(page, "options", options()), "metadata", metadata());

    if (Boolean.getBoolean("sqluice.docs.write")) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/http-source.md is stale; write it anew with: mvn test -pl connectors-http"
                + " -Dtest=HttpSourcePageTest -Dsqluice.docs.write=true")
        .isEqualTo(written);
  }

  private static String section(String page, String name, String content) {
    Pattern section =
        Pattern.compile("(<!-- " + name + ": generated -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    assertThat(page).containsPattern(section);
    return section.matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(content) + "$2");
  }

  private static String options() {
    StringBuilder table =
        new StringBuilder("| option | default | meaning |\n| --- | --- | --- |\n");
    for (ConfigOption<?> option : HttpConnectorOptions.ALL) {
      row(
          table,
          "`" + option.key() + "`",
          defaultValue(option),
          new HtmlFormatter().format(option.description()));
    }
    return table.toString();
  }

  private static String metadata() {
    StringBuilder table = new StringBuilder("| key | type | meaning |\n| --- | --- | --- |\n");
    for (HttpMetadata column : HttpMetadata.values()) {
      row(
          table,
          "`" + column.key() + "`",
          "`" + column.dataType().getLogicalType().asSummaryString().replace(" NOT NULL", "") + "`",
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
