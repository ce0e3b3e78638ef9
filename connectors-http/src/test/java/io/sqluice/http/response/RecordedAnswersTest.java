package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the rows of recorded API answers with what the program {@code jq} prints for the same
 * filter. The environment variable {@value #FOLDER} names the folder of the answers; without it, or
 * without jq, the tests are skipped.
 *
 * <p>Every column is a STRING. Strings have to be those of jq. Numbers of jq 1.6 are doubles, so
 * ours have to be the same double, and their digits have to stand in the answer.
 */
class RecordedAnswersTest {

  private static final String FOLDER = "SQLUICE_RECORDED_ANSWERS";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Pattern STRING_OR_NUMBER =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9][0-9.eE+-]*+");

  @TempDir private Path directory;

  private Path recorded;

  @BeforeEach
  void need_the_answers_and_jq() throws Exception {
    String folder = System.getenv(FOLDER);
    assumeTrue(
        folder != null,
        "Nothing to compare: set " + FOLDER + " to a folder with recorded answers (*.json)");
    assumeTrue(hasJq(), "Nothing to compare with: the program jq is not installed");
    recorded = Path.of(folder);
    assertThat(recorded).as("the folder that %s names", FOLDER).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".data[]",
        ".data[] | {symbol, buy, sell, datetime, trading}",
        ".data[] | {symbol, change, volume: .vol}",
        ".data[] | select(.coinTypePair == \"BTC\" and .buy > 0.001) | {symbol, buy, sell}",
        ".data[:7][] | {symbol, prices: [.low, .high], pair: {base: .coinType, other: .coinTypePair}}",
        ".data | sort_by(.sort, .symbol) | .[-5:][] | {symbol, sort}",
        ".data | group_by(.coinTypePair)[] | {pair: .[0].coinTypePair, coins: map(.coinType)}",
        "{success, code, timestamp, symbols: [.data[].symbol], missing: .nothing}"
      })
  void should_make_of_a_ticker_list_what_jq_makes_of_it(String filter) throws Exception {
    compareWithJq("data", filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".statuses[]",
        ".statuses[] | {id, id_str, text, lang, in_reply_to_status_id, retweeted}",
        ".statuses[] | {id, user: .user.screen_name, name: .user.name, followers: .user.followers_count}",
        ".statuses[] | select(.user.followers_count > 500 and (.text | test(\"RT\") | not)) | {id, text}",
        ".statuses[] | {id, mentions: .entities.user_mentions, links: [.entities.urls[].expanded_url]}",
        ".statuses[] | select(.retweeted_status != null) | .retweeted_status | {id, user, text, entities}",
        ".statuses[] | . as $status | .entities.hashtags[] | {id: $status.id, tag: .text, indices}",
        ".statuses[] | {id, first: (.text | split(\"\\n\")[0]), length: (.text | length | tostring)}",
        ".search_metadata"
      })
  void should_make_of_a_search_answer_what_jq_makes_of_it(String filter) throws Exception {
    compareWithJq("statuses", filter);
  }

  @Test
  void should_keep_the_digits_of_ids_beyond_a_double() throws Exception {
    // given
    byte[] answer = Files.readAllBytes(answerWith("statuses"));
    Set<String> numbers = numbersIn(answer);

    // when
    List<RowData> rows =
        Extraction.into(FIELD("id", STRING())).jq(".statuses[] | {id}").page(answer).rows();

    // then each is a number of the body, although a double would print in other digits
    assertThat(rows).isNotEmpty();
    assertThat(rows).allSatisfy(row -> assertThat(numbers).contains(row.getString(0).toString()));
    assertThat(rows)
        .anySatisfy(
            row -> assertThat(Long.parseLong(row.getString(0).toString())).isGreaterThan(1L << 53));
  }

  private void compareWithJq(String key, String filter) throws Exception {
    Path file = answerWith(key);
    byte[] answer = Files.readAllBytes(file);
    List<JsonNode> records = printedByJq(file, filter);
    assertThat(records).as("what jq prints").isNotEmpty();
    List<String> columns = columnsOf(records);

    List<RowData> rows =
        Extraction.into(
                columns.stream()
                    .map(column -> FIELD(column, STRING()))
                    .toArray(DataTypes.Field[]::new))
            .jq(filter)
            .page(answer)
            .rows();

    assertThat(rows).hasSameSizeAs(records);
    Set<String> numbers = numbersIn(answer);
    for (int record = 0; record < records.size(); record++) {
      for (int column = 0; column < columns.size(); column++) {
        String name = columns.get(column);
        RowData row = rows.get(record);
        String ours = row.isNullAt(column) ? null : row.getString(column).toString();
        String place = "record " + (record + 1) + ", " + name;
        compare(place, ours, records.get(record).path(name), numbers);
      }
    }
  }

  private static void compare(String place, String ours, JsonNode jq, Set<String> numbers)
      throws IOException {
    if (jq.isMissingNode() || jq.isNull()) {
      assertThat(ours).as(place).isNull();
      return;
    }
    assertThat(ours).as(place).isNotNull();
    if (jq.isTextual()) {
      assertThat(ours).as(place).isEqualTo(jq.textValue());
      return;
    }
    JsonNode read = MAPPER.readTree(ours);
    assertThat(read.equals(RecordedAnswersTest::compareScalars, jq))
        .as("%s: ours is %s, jq's %s", place, ours, jq)
        .isTrue();
    assertThat(numbers).as(place).containsAll(numbersIn(ours.getBytes(StandardCharsets.UTF_8)));
  }

  /** As {@link JsonNode#equals(java.util.Comparator, JsonNode)} asks for the nodes' values. */
  private static int compareScalars(JsonNode ours, JsonNode jq) {
    if (ours.isNumber() && jq.isNumber()) {
      return Double.compare(ours.doubleValue(), jq.doubleValue());
    }
    return ours.equals(jq) ? 0 : 1;
  }

  /** The numbers of a JSON text in their own digits. */
  private static Set<String> numbersIn(byte[] json) {
    Set<String> numbers = new HashSet<>();
    Matcher matcher = STRING_OR_NUMBER.matcher(new String(json, StandardCharsets.UTF_8));
    while (matcher.find()) {
      if (!matcher.group().startsWith("\"")) {
        numbers.add(matcher.group());
      }
    }
    return numbers;
  }

  private static List<String> columnsOf(List<JsonNode> records) {
    Set<String> columns = new TreeSet<>();
    records.forEach(record -> record.fieldNames().forEachRemaining(columns::add));
    return List.copyOf(columns);
  }

  /** The recorded answer that is an object with an array under a key. */
  private Path answerWith(String key) throws IOException {
    try (Stream<Path> files = Files.list(recorded)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        if (MAPPER.readTree(file.toFile()).path(key).isArray()) {
          return file;
        }
      }
    }
    throw new AssertionError(
        "%s is %s, which has no *.json with an array '%s'; record such an answer there"
            .formatted(FOLDER, recorded, key));
  }

  private static boolean hasJq() throws InterruptedException {
    try {
      return new ProcessBuilder("jq", "--version").start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private List<JsonNode> printedByJq(Path file, String filter) throws Exception {
    Path stdout = directory.resolve("stdout");
    Path stderr = directory.resolve("stderr");
    Process process =
        new ProcessBuilder("jq", "-c", filter, file.toString())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("jq ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(stderr)).isZero();
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(stdout)) {
      records.add(MAPPER.readTree(line));
    }
    return records;
  }
}
