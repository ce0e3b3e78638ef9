package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.response.CsvDialect;
import io.sqluice.http.response.FlinkFormat;
import io.sqluice.http.response.MessageFraming;
import io.sqluice.http.source.HttpSourceConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.formats.csv.CsvRowDataDeserializationSchema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** The options of tables that are read with a format of Flink's. */
class FlinkFormatOptionsTest {

  private static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {new IntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"n", "s"});

  @Test
  void should_make_a_format_that_is_on_the_class_path() {
    FlinkFormat csv = read(Map.of("format", "csv")).extraction().flinkFormat();

    assertThat(csv.identifier()).isEqualTo("csv");
    assertThat(csv.schema()).isInstanceOf(CsvRowDataDeserializationSchema.class);
    assertThat(csv.framing())
        .isEqualTo(new MessageFraming(true, 0, new CsvDialect(",", "\"", "", false, false)));
  }

  @Test
  void should_tell_by_its_text_whether_a_format_reads_in_the_same_way() {
    Map<String, String> options = Map.of("format", "csv", "csv.null-literal", "-");

    String text = read(options).extraction().toString();

    assertThat(read(options).extraction()).hasToString(text);
    assertThat(read(Map.of("format", "csv", "csv.null-literal", "?")).extraction().toString())
        .isNotEqualTo(text);
  }

  @Test
  void should_cut_lines_in_the_dialect_of_the_format() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("format", "csv");
    options.put("csv.field-delimiter", "\\t");
    options.put("csv.quote-character", "'");
    options.put("csv.escape-character", "^");
    options.put("csv.trim-spaces", "true");
    options.put("csv.allow-comments", "true");

    assertThat(csv(options)).isEqualTo(new CsvDialect("\t", "'", "^", true, true));
    assertThat(csv(Map.of("format", "csv", "csv.field-delimiter", "\\u00a7")).delimiter())
        .isEqualTo("§");
    assertThat(csv(Map.of("format", "csv", "csv.disable-quote-character", "true")).quote())
        .isEmpty();
  }

  @Test
  void should_take_the_body_as_one_message_unless_it_is_csv() {
    assertThat(read(Map.of("format", "avro")).extraction().flinkFormat().framing())
        .isEqualTo(MessageFraming.WHOLE_BODY);
    assertThat(
            read(Map.of("format", "csv", "response.split", "none"))
                .extraction()
                .flinkFormat()
                .framing())
        .isEqualTo(MessageFraming.WHOLE_BODY);
  }

  @Test
  void should_keep_the_names_of_json_for_ours() {
    assertThat(read(Map.of("format", "JSON")).extraction().flinkFormat()).isNull();
  }

  @Test
  void should_list_the_formats_that_there_are() {
    assertThatThrownBy(() -> read(Map.of("format", "parquet")))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'format': found 'parquet', expected json, ndjson, avro, canal-json, csv,"
                + " debezium-json, maxwell-json, ogg-json, raw; to read another format of Flink's,"
                + " add its jar to the class path.");
  }

  @Test
  void should_name_the_nearest_option_of_the_format() {
    assertThatThrownBy(() -> read(Map.of("format", "csv", "csv.field-delimeter", ";")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'csv.field-delimeter': there is no such option; did you mean"
                + " 'csv.field-delimiter'?");
  }

  @Test
  void should_not_take_options_of_another_format() {
    assertThatThrownBy(() -> read(Map.of("format", "avro", "csv.null-literal", "-")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'csv.null-literal': there is no such option; docs/http-source.md lists them"
                + " all.");
  }

  @Test
  void should_say_what_the_format_refuses() {
    assertThatThrownBy(() -> read(Map.of("format", "csv", "csv.field-delimiter", ";;")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'format': Flink's format 'csv' refuses the table: Option 'csv.field-delimiter'"
                + " must be a string with single character, but was: ;;");
    assertThatThrownBy(() -> read(Map.of("format", "raw")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'format': Flink's format 'raw' refuses the table: The 'raw' format only"
                + " supports single physical column. However the defined schema contains multiple"
                + " physical columns: [`n` INT, `s` STRING]");
  }

  @Test
  void should_refuse_options_that_belong_to_json() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("format", "csv");
    options.put("jq", ".a");
    options.put("timestamp.epoch-unit", "s");
    options.put("timestamp.format", "yyyy");

    assertThatThrownBy(() -> read(options))
        .hasMessage(
            "Table `c`.`d`.`t` has 3 problems:\n"
                + "  - 'jq': it reads JSON, but 'format' is 'csv'; take it out.\n"
                + "  - 'timestamp.epoch-unit': it reads JSON, but 'format' is 'csv'; take it out.\n"
                + "  - 'timestamp.format': it reads JSON, but 'format' is 'csv'; take it out.");
  }

  @Test
  void should_refuse_options_of_lines_where_there_are_none() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "format", "avro",
                        "response.skip-lines", "1",
                        "response.charset", "UTF-8")))
        .hasMessage(
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'response.skip-lines': it is for text that is read line by line, but 'avro'"
                + " takes the body as it is; take it out, or set 'response.split' = 'lines'.\n"
                + "  - 'response.charset': it is for text that is read line by line, but 'avro' takes"
                + " the body as it is; take it out, or set 'response.split' = 'lines'.");
    assertThatThrownBy(
            () -> read(Map.of("response.split", "lines", "response.max-line-size", "1 mb")))
        .hasMessage(
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'response.split': it is for Flink's formats, such as csv, but 'format' is"
                + " 'json'; take it out.\n"
                + "  - 'response.max-line-size': it is for bodies that are read line by line, but"
                + " 'format' is 'json'; take it out.");
    assertThatThrownBy(() -> read(Map.of("format", "csv", "response.skip-lines", "-1")))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'response.skip-lines': found '-1', expected a whole number of at least 0.");
  }

  @Test
  void should_pass_the_changes_of_the_format_through() {
    Map<String, String> options = with(Map.of("format", "debezium-json"));
    HttpOptionsReader reader = reader(options);

    assertThat(reader.changes(reader.read()).getContainedKinds())
        .containsExactlyInAnyOrder(RowKind.values());
  }

  private static CsvDialect csv(Map<String, String> options) {
    return read(options).extraction().flinkFormat().framing().csv();
  }

  private static HttpSourceConfig read(Map<String, String> options) {
    return reader(with(options)).read();
  }

  private static Map<String, String> with(Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("connector", "http");
    all.put("url", "https://a/b");
    all.put("scan.poll-interval", "1 s");
    return all;
  }

  private static HttpOptionsReader reader(Map<String, String> options) {
    FlinkFormats formats =
        new FlinkFormats(new HttpTableSourceFactory(), TableContexts.of(COLUMNS, options));
    ClassLoader classLoader = FlinkFormatOptionsTest.class.getClassLoader();
    return new HttpOptionsReader(
        "`c`.`d`.`t`", COLUMNS, Set.of(), options, false, classLoader, formats);
  }
}
