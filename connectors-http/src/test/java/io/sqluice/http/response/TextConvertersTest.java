package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.BINARY;
import static org.apache.flink.table.api.DataTypes.BOOLEAN;
import static org.apache.flink.table.api.DataTypes.BYTES;
import static org.apache.flink.table.api.DataTypes.CHAR;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.VARBINARY;
import static org.apache.flink.table.api.DataTypes.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextConvertersTest {

  @Test
  void should_read_booleans() throws Exception {
    assertThat(read(BOOLEAN(), "true")).isEqualTo(true);
    assertThat(read(BOOLEAN(), "\"false\"")).isEqualTo(false);
    assertThat(read(BOOLEAN(), "\"true\"")).isEqualTo(true);
    assertThatThrownBy(() -> read(BOOLEAN(), "1"))
        .hasMessage(
            "row 1, field 'c' (BOOLEAN): found 1, expected true or false; convert it in jq, or declare the column as STRING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1e400",
        "-0",
        "0.1000",
        "1E+2",
        "9007199254740993",
        "123456789012345678901234567890",
        "1e999999999",
        "true",
        "{\"b\":1.10,\"a\":[null,\"é😋\\\"\"]}",
        "[1,\"x\",{}]"
      })
  void should_read_any_value_into_a_string_as_json(String json) throws Exception {
    assertThat(read(STRING(), json)).hasToString(json);
    assertThat(Extraction.into(STRING()).jq("{c: .c}").value("{\"c\":" + json + "}"))
        .hasToString(json);
  }

  @Test
  void should_read_a_string_as_its_characters() throws Exception {
    assertThat(read(STRING(), "\"a\\n\\\"é\\ud83d\\ude0b\"")).hasToString("a\n\"é😋");
    assertThat(read(STRING(), "\"\"")).hasToString("");
    assertThat(read(STRING(), "\"null\"")).hasToString("null");
  }

  @Test
  void should_heed_the_length_of_character_types() throws Exception {
    assertThat(read(VARCHAR(3), "\"é😋x\"")).hasToString("é😋x");
    assertThat(read(VARCHAR(3), "1.5")).hasToString("1.5");
    assertThat(read(CHAR(3), "\"😋\"")).hasToString("😋  ");
    assertThatThrownBy(() -> read(VARCHAR(3), "\"abcd\""))
        .hasMessage(
            "row 1, field 'c' (VARCHAR(3)): found \"abcd\", expected at most 3 characters; declare the column as STRING, or cut it in jq");
    assertThatThrownBy(() -> read(CHAR(2), "123"))
        .hasMessage(
            "row 1, field 'c' (CHAR(2)): found 123, expected at most 2 characters; declare the column as STRING, or cut it in jq");
  }

  @Test
  void should_read_bytes_from_base64() throws Exception {
    byte[] bytes = {(byte) 0xFB, (byte) 0xFF, 1, 2};
    assertThat(read(BYTES(), "\"+/8BAg==\"")).isEqualTo(bytes);
    assertThat(read(BYTES(), "\"-_8BAg\"")).isEqualTo(bytes);
    assertThat(read(VARBINARY(4), "\"-_8BAg==\"")).isEqualTo(bytes);
    assertThat(read(BINARY(5), "\"+/8BAg\""))
        .isEqualTo(new byte[] {(byte) 0xFB, (byte) 0xFF, 1, 2, 0});
  }

  @Test
  void should_refuse_bytes_that_are_not_base64_or_too_many() {
    assertThatThrownBy(() -> read(BYTES(), "\"a*b\""))
        .hasMessage(
            "row 1, field 'c' (BYTES): found \"a*b\", expected base64 text; convert it in jq, or declare the column as STRING");
    assertThatThrownBy(() -> read(BYTES(), "12"))
        .hasMessage(
            "row 1, field 'c' (BYTES): found 12, expected base64 text; convert it in jq, or declare the column as STRING");
    assertThatThrownBy(() -> read(BINARY(3), "\"+/8BAg\""))
        .hasMessage(
            "row 1, field 'c' (BINARY(3)): found \"+/8BAg\", expected at most 3 bytes, not 4; declare the column as BYTES");
  }

  private static Object read(DataType type, String json) throws ExtractionException {
    return Extraction.into(type).value("{\"c\": " + json + "}");
  }
}
