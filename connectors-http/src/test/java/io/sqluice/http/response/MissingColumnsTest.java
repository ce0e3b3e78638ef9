package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingColumnsTest {

  @Test
  void should_warn_of_columns_that_no_record_has_a_field_for() throws Exception {
    assertThat(warning(List.of("a", "B"), "[{\"a\":1,\"b\":2},{\"c\":null}]"))
        .hasValue(
            "No record of the first page has a field for the column B, so that it is NULL;"
                + " the fields are a, b, c. Names are case-sensitive: correct them in the table, or"
                + " rename the fields with jq; if this is an error object, let 'error.jq' find it.");
    assertThat(warning(List.of("x", "y"), "[{\"a\":1}]"))
        .hasValueSatisfying(text -> assertThat(text).contains("for any of the columns x, y, so"));
  }

  @Test
  void should_take_a_field_of_any_record_and_a_null_for_one() throws Exception {
    assertThat(warning(List.of("a", "b"), "[{\"a\":1},{\"b\":null}]")).isEmpty();
  }

  @Test
  void should_not_warn_where_there_are_no_fields() throws Exception {
    assertThat(warning(List.of("a"), "[1,\"x\",[2],{}]")).isEmpty();
  }

  @Test
  void should_list_some_of_many_fields() throws Exception {
    String record =
        IntStream.range(0, 30)
            .mapToObj(i -> "\"f" + i + "\":" + i)
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();

    assertThat(warning(List.of("a"), "[{" + record + "}]"))
        .hasValueSatisfying(text -> assertThat(text).contains(", f18, f19, …. Names are"));
  }

  @Test
  void should_let_the_next_listener_see_each_record() throws Exception {
    List<JsonNode> seen = new ArrayList<>();
    MissingColumns columns = new MissingColumns(seen::add);

    JsonNode records = new JsonTreeReader().read("[{},1]");
    records.forEach(columns::record);

    assertThat(seen).hasSize(2);
  }

  private static Optional<String> warning(List<String> columns, String records) throws Exception {
    MissingColumns missing = new MissingColumns(RecordListener.NONE);
    new JsonTreeReader().read(records).forEach(missing::record);
    return missing.warning(columns);
  }
}
