package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows that the READMEs show are right, and the expectations notice it if one is not. */
class ExpectationTest {

  /** A run long enough for the demo market to have shown every price. */
  private static final Instant STARTED = Instant.ofEpochSecond(1_795_163_408L);

  private static final Instant ENDED = Instant.ofEpochSecond(1_795_176_008L);

  private final ObjectMapper mapper = new ObjectMapper();

  static List<Example> examples() throws Exception {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void should_accept_the_rows_of_the_README(Example example) throws Exception {
    List<String> rows = rowsOfReadme(example);

    assertThat(rows).isNotEmpty();
    assertThat(example.expectation().complaints(rows, STARTED, ENDED)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void should_complain_about_any_other_number(Example example) throws Exception {
    List<String> rows = rowsOfReadme(example);
    for (int row = 0; row < rows.size(); row++) {
      for (String changed : withAnotherNumber(rows.get(row))) {
        List<String> wrong = new ArrayList<>(rows);
        wrong.set(row, changed);

        assertThat(example.expectation().complaints(wrong, STARTED, ENDED))
            .as(changed)
            .isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void should_complain_if_nothing_came_out(Example example) throws Exception {
    assertThat(example.expectation().complaints(List.of(), STARTED, ENDED)).isNotEmpty();
  }

  /** The row with each of its numbers, or numbers in strings, one higher. */
  private List<String> withAnotherNumber(String row) throws Exception {
    List<String> changed = new ArrayList<>();
    ObjectNode fields = (ObjectNode) mapper.readTree(row);
    for (String field : (Iterable<String>) fields::fieldNames) {
      JsonNode value = fields.get(field);
      if (value.asText().matches("[0-9]+([.][0-9]+)?")) {
        BigDecimal other = new BigDecimal(value.asText()).add(BigDecimal.ONE);
        ObjectNode copy = fields.deepCopy();
        changed.add(
            (value.isTextual() ? copy.put(field, other.toPlainString()) : copy.put(field, other))
                .toString());
      }
    }
    assertThat(changed).isNotEmpty();
    return changed;
  }

  private List<String> rowsOfReadme(Example example) throws Exception {
    String json =
        Files.readAllLines(example.folder().resolve("README.md")).stream()
            .filter(line -> line.matches(" {4,}[{\"].*"))
            .collect(Collectors.joining("\n"));
    List<String> rows = new ArrayList<>();
    try (var values = mapper.readerFor(JsonNode.class).<JsonNode>readValues(json)) {
      values.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }
}
