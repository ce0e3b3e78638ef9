package io.sqluice.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class WritersTest {

  private static final RowType ALL_TYPES =
      type(
          DataTypes.FIELD("t", DataTypes.TINYINT()),
          DataTypes.FIELD("i", DataTypes.INT()),
          DataTypes.FIELD("l", DataTypes.BIGINT()),
          DataTypes.FIELD("f", DataTypes.FLOAT()),
          DataTypes.FIELD("d", DataTypes.DOUBLE()),
          DataTypes.FIELD("nan", DataTypes.DOUBLE()),
          DataTypes.FIELD("dec", DataTypes.DECIMAL(38, 10)),
          DataTypes.FIELD("s", DataTypes.STRING()),
          DataTypes.FIELD("b", DataTypes.BOOLEAN()),
          DataTypes.FIELD("bytes", DataTypes.BYTES()),
          DataTypes.FIELD("date", DataTypes.DATE()),
          DataTypes.FIELD("time", DataTypes.TIME(3)),
          DataTypes.FIELD("ts", DataTypes.TIMESTAMP(6)),
          DataTypes.FIELD("ltz", DataTypes.TIMESTAMP_LTZ(3)),
          DataTypes.FIELD("ts0", DataTypes.TIMESTAMP(0)),
          DataTypes.FIELD("a", DataTypes.ARRAY(DataTypes.BIGINT())),
          DataTypes.FIELD("m", DataTypes.MAP(DataTypes.STRING(), DataTypes.DECIMAL(3, 1))),
          DataTypes.FIELD("mi", DataTypes.MAP(DataTypes.INT(), DataTypes.STRING())),
          DataTypes.FIELD(
              "r",
              DataTypes.ROW(
                  DataTypes.FIELD("x", DataTypes.INT()), DataTypes.FIELD("y", DataTypes.STRING()))),
          DataTypes.FIELD("ym", DataTypes.INTERVAL(DataTypes.YEAR(), DataTypes.MONTH())),
          DataTypes.FIELD("ds", DataTypes.INTERVAL(DataTypes.DAY(), DataTypes.SECOND(3))),
          DataTypes.FIELD("n", DataTypes.STRING()));

  @Test
  void should_write_every_type_as_json() throws IOException {
    assertThat(written(OutputFormat.JSON, query(ALL_TYPES, false, false), allTypes()))
        .isEqualTo(
            "{\"t\":-1,\"i\":2,\"l\":9007199254740993,\"f\":0.1,\"d\":5.684341886080802E-14,\"nan\":\"NaN\","
                + "\"dec\":\"12345678901234567890.1000000000\",\"s\":\"a\\\"b\\né\",\"b\":true,"
                + "\"bytes\":\"AQL/\",\"date\":\"2026-11-20\",\"time\":\"01:02:03.004\","
                + "\"ts\":\"2026-11-20T01:02:03.000004\",\"ltz\":\"2026-11-20T01:02:03.500Z\","
                + "\"ts0\":\"2026-11-20T01:02:03\",\"a\":[1,null],\"m\":{\"k\":\"1.5\"},\"mi\":{\"7\":\"v\"},"
                + "\"r\":{\"x\":1,\"y\":null},\"ym\":\"P1Y2M\",\"ds\":\"PT1M0.5S\",\"n\":null}\n");
  }

  @Test
  void should_write_every_type_as_csv() throws IOException {
    assertThat(written(OutputFormat.CSV, query(ALL_TYPES, false, false), allTypes()))
        .isEqualTo(
            "t,i,l,f,d,nan,dec,s,b,bytes,date,time,ts,ltz,ts0,a,m,mi,r,ym,ds,n\r\n"
                + "-1,2,9007199254740993,0.1,5.684341886080802E-14,NaN,12345678901234567890.1000000000,\"a\"\"b\né\",true,AQL/,"
                + "2026-11-20,01:02:03.004,2026-11-20T01:02:03.000004,2026-11-20T01:02:03.500Z,"
                + "2026-11-20T01:02:03,\"[1,null]\",\"{\"\"k\"\":\"\"1.5\"\"}\",\"{\"\"7\"\":\"\"v\"\"}\","
                + "\"{\"\"x\"\":1,\"\"y\"\":null}\",P1Y2M,PT1M0.5S,\r\n");
  }

  @Test
  void should_write_the_kind_of_the_row_and_the_query_first() throws IOException {
    RowType type = type(DataTypes.FIELD("c", DataTypes.INT()));
    RowData before = GenericRowData.ofKind(RowKind.UPDATE_BEFORE, 1);
    RowData after = GenericRowData.ofKind(RowKind.UPDATE_AFTER, 2);

    assertThat(written(OutputFormat.JSON, query(type, true, true), before, after))
        .isEqualTo(
            "{\"$op\":\"-U\",\"$query\":3,\"c\":1}\n{\"$op\":\"+U\",\"$query\":3,\"c\":2}\n");
    assertThat(written(OutputFormat.CSV, query(type, false, true), before, after))
        .isEqualTo("$op,c\r\n-U,1\r\n+U,2\r\n");
  }

  @Test
  void should_tell_an_empty_string_from_null_in_csv() throws IOException {
    RowType type =
        type(DataTypes.FIELD("a", DataTypes.STRING()), DataTypes.FIELD("b", DataTypes.STRING()));

    assertThat(
            written(
                OutputFormat.CSV,
                query(type, false, false),
                GenericRowData.of(StringData.fromString(""), null)))
        .isEqualTo("a,b\r\n\"\",\r\n");
  }

  @Test
  void should_write_a_table_whose_widths_come_from_the_types() throws IOException {
    RowType type =
        type(
            DataTypes.FIELD("n", DataTypes.INT()),
            DataTypes.FIELD("s", DataTypes.STRING()),
            DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(3)));
    RowData row =
        GenericRowData.of(
            1,
            StringData.fromString("longer than ten"),
            TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-11-20T01:02:03.5")));

    assertThat(written(OutputFormat.TABLE, query(type, false, true), row))
        .isEqualTo(
            """
            +----+-------------+------------+-------------------------+
            | op |           n |          s |                      ts |
            +----+-------------+------------+-------------------------+
            | +I |           1 | longer ... | 2026-11-20 02:02:03.500 |
            +----+-------------+------------+-------------------------+
            1 row
            """);
  }

  @Test
  void should_name_the_query_whenever_rows_of_another_begin() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = writer(OutputFormat.TABLE, out);
    RowType type = type(DataTypes.FIELD("n", DataTypes.INT()));
    PrintedQuery first = new PrintedQuery(1, true, "x.sql:3:1", type, false);
    PrintedQuery second = new PrintedQuery(2, true, "x.sql:4:1", type, false);

    writer.start(first);
    writer.row(first, GenericRowData.of(1));
    writer.start(second);
    writer.row(second, GenericRowData.of(2));
    writer.row(first, GenericRowData.of(3));
    writer.flush();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            query 1 (x.sql:3:1)
            +-------------+
            |           n |
            +-------------+
            |           1 |
            query 2 (x.sql:4:1)
            +-------------+
            |           n |
            +-------------+
            |           2 |
            query 1 (x.sql:3:1)
            |           3 |
            """);
  }

  @Test
  void should_print_no_more_rows_than_asked_for_in_all() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowType type = type(DataTypes.FIELD("n", DataTypes.INT()));
    PrintedQuery first = new PrintedQuery(1, true, "x.sql:1:1", type, false);
    PrintedQuery second = new PrintedQuery(2, true, "x.sql:2:1", type, false);
    ResultPrinter printer =
        new ResultPrinter(writer(OutputFormat.JSON, out), new Display(System.err), () -> false, 3);

    assertThat(printer.print(first, List.of(GenericRowData.of(1), GenericRowData.of(2))))
        .isEqualTo(2);
    assertThat(printer.isComplete()).isFalse();
    assertThat(printer.print(second, List.of(GenericRowData.of(3), GenericRowData.of(4))))
        .isEqualTo(1);
    assertThat(printer.isComplete()).isTrue();
    assertThat(printer.print(first, List.of(GenericRowData.of(5)))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"$query\":1,\"n\":1}\n{\"$query\":1,\"n\":2}\n{\"$query\":2,\"n\":3}\n");
  }

  private static RowData allTypes() {
    Map<StringData, DecimalData> prices = new LinkedHashMap<>();
    prices.put(StringData.fromString("k"), DecimalData.fromBigDecimal(new BigDecimal("1.5"), 3, 1));
    return GenericRowData.of(
        (byte) -1,
        2,
        9007199254740993L,
        0.1f,
        0x1p-44,
        Double.NaN,
        DecimalData.fromBigDecimal(new BigDecimal("12345678901234567890.1"), 38, 10),
        StringData.fromString("a\"b\né"),
        true,
        new byte[] {1, 2, -1},
        (int) LocalDateTime.parse("2026-11-20T00:00:00").toLocalDate().toEpochDay(),
        3723004,
        TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-11-20T01:02:03.000004")),
        TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-11-20T01:02:03.5")),
        TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-11-20T01:02:03")),
        new GenericArrayData(new Long[] {1L, null}),
        new GenericMapData(prices),
        new GenericMapData(Map.of(7, StringData.fromString("v"))),
        GenericRowData.of(1, null),
        14,
        60500L,
        null);
  }

  private static RowType type(DataTypes.Field... fields) {
    DataType row = DataTypes.ROW(fields);
    return (RowType) row.getLogicalType();
  }

  private static PrintedQuery query(RowType type, boolean amongSeveral, boolean updating) {
    return new PrintedQuery(3, amongSeveral, "x.sql:1:1", type, updating);
  }

  private static String written(OutputFormat format, PrintedQuery query, RowData... rows)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = writer(format, out);
    writer.start(query);
    for (RowData row : rows) {
      writer.row(query, row);
    }
    writer.end(query);
    writer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RowWriter writer(OutputFormat format, ByteArrayOutputStream out) {
    return format.writer(out, new OutputFormat.Settings(ZoneId.of("Europe/Berlin"), 10));
  }
}
