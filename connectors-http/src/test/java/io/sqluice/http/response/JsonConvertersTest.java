package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.BYTES;
import static org.apache.flink.table.api.DataTypes.DATE;
import static org.apache.flink.table.api.DataTypes.DAY;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.INTERVAL;
import static org.apache.flink.table.api.DataTypes.MAP;
import static org.apache.flink.table.api.DataTypes.MULTISET;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;

class JsonConvertersTest {

  @Test
  void should_read_rows_by_the_names_of_their_fields() throws Exception {
    Extraction nested =
        Extraction.into(
            ROW(FIELD("id", BIGINT()), FIELD("name", STRING()), FIELD("tag", STRING())));

    assertThat(nested.value("{\"c\": {\"name\": \"n\", \"id\": \"7\", \"extra\": 1}}"))
        .isEqualTo(GenericRowData.of(7L, StringData.fromString("n"), null));
    assertThatThrownBy(() -> nested.rows("{\"c\": [7, \"n\"]}"))
        .hasMessage(
            "row 1, field 'c' (ROW<`id` BIGINT, `name` STRING, `tag` STRING>): found [7,\"n\"], expected an object; convert it in jq, or declare the column as STRING");
  }

  @Test
  void should_read_arrays() throws Exception {
    assertThat(Extraction.into(ARRAY(INT())).value("{\"c\": [1, null, \"3\"]}"))
        .isEqualTo(new GenericArrayData(new Object[] {1, null, 3}));
    assertThatThrownBy(() -> Extraction.into(ARRAY(INT().notNull())).rows("{\"c\": [1, null]}"))
        .hasMessage(
            "row 1, field 'c[1]' (INT NOT NULL): found null, expected a value; declare the column without NOT NULL, or drop such records in jq with select");
    assertThatThrownBy(() -> Extraction.into(ARRAY(INT())).rows("{\"c\": \"1,2\"}"))
        .hasMessage(
            "row 1, field 'c' (ARRAY<INT>): found \"1,2\", expected an array; convert it in jq, or declare the column as STRING");
  }

  @Test
  void should_read_maps() throws Exception {
    assertThat(Extraction.into(MAP(STRING(), INT())).value("{\"c\": {\"a\": 1, \"b\": null}}"))
        .isEqualTo(
            new GenericMapData(
                mapOf(StringData.fromString("a"), 1, StringData.fromString("b"), null)));
    assertThat(Extraction.into(MAP(INT(), STRING())).value("{\"c\": {\"7\": 1.10}}"))
        .isEqualTo(new GenericMapData(Map.of(7, StringData.fromString("1.10"))));
    assertThat(Extraction.into(MAP(DATE(), INT())).value("{\"c\": {\"1970-01-02\": 3}}"))
        .isEqualTo(new GenericMapData(Map.of(1, 3)));
  }

  @Test
  void should_name_the_key_of_a_bad_entry() {
    assertThatThrownBy(
            () -> Extraction.into(MAP(STRING(), ARRAY(INT()))).rows("{\"c\": {\"x\": [1, \"y\"]}}"))
        .hasMessage(
            "row 1, field 'c['x'][1]' (INT): found \"y\", expected an integer; convert it in jq, or declare the column as STRING");
    assertThatThrownBy(() -> Extraction.into(MAP(INT(), INT())).rows("{\"c\": {\"x\": 1}}"))
        .hasMessage(
            "row 1, field 'c['x']' (INT): found \"x\", expected an integer; convert it in jq, or declare the column as STRING");
    assertThatThrownBy(() -> Extraction.into(MAP(STRING(), INT())).rows("{\"c\": []}"))
        .hasMessage(
            "row 1, field 'c' (MAP<STRING, INT>): found [], expected an object; convert it in jq, or declare the column as STRING");
  }

  @Test
  void should_list_every_column_of_an_unsupported_type() {
    Extraction extraction =
        Extraction.into(
            FIELD("ok", ROW(FIELD("m", MAP(STRING(), ARRAY(DATE()))))),
            FIELD("wait", INTERVAL(DAY())),
            FIELD("bag", ARRAY(MULTISET(INT()))),
            FIELD("blob", MAP(BYTES(), INT())));

    assertThat(JsonConverters.unsupported(extraction.config().rowType()))
        .containsExactly(
            "column 'wait' (INTERVAL DAY(2)): a JSON value does not become INTERVAL DAY(2); declare it as STRING and CAST it in the query",
            "column 'bag' (ARRAY<MULTISET<INT>>): a JSON value does not become MULTISET<INT>; declare it as STRING and CAST it in the query",
            "column 'blob' (MAP<BYTES, INT>): a JSON value does not become a key of BYTES; declare it as STRING and CAST it in the query");
    assertThatThrownBy(extraction::extractor)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 'wait'")
        .hasMessageContaining("column 'blob'");
  }

  private static Map<Object, Object> mapOf(Object... keysAndValues) {
    Map<Object, Object> map = new java.util.HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
