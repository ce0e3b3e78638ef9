package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs and data that jq does not come to an end with. */
@Timeout(120)
class HostileJqTest {

  private static final Duration LIMIT = Duration.ofMillis(200);

  private static final String TIME_IS_UP =
      "the jq program did not finish within 200 ms; simplify it, or set jq.timeout higher";

  private static final String STACK_IS_USED_UP =
      "the jq program failed: io.sqluice.http.response.JqException: its recursion is too deep";

  /** Long enough for a square of it to take hours. */
  private static final String BODY =
      "{\"a\": "
          + IntStream.range(0, 2_000).boxed().toList()
          + ", \"s\": \""
          + "a".repeat(5_000)
          + "!\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last(range(1e18))",
        "[range(1e12)] | length",
        "reduce range(1e18) as $i (0; .)",
        "last(foreach range(1e18) as $i (0; . + $i))",
        "limit(1; range(1e18) | select(. < 0))",
        "reduce (.a[] as $a | .a[] as $b | .a[] as $c | 1) as $x (0; . + 1)",
        "[.a[] as $a | .a[] as $b | .a[] as $c | $a == $b] | length",
        "def f($n): if $n == 0 then 0 else f($n - 1), f($n - 1) end; reduce f(60) as $x (0; .)",
        "def f: (0, 1); reduce [f, f, f, f] as $x (0; .) | last(f as $a | range(1e18))",
        "last([0,1] | combinations(60))",
        ".s | test(\"(a+)+$\")",
        ".s | test(\"(a|a)*$\")",
        "[.s | match(\"(a|aa)+$\"; \"g\")]",
        ".s | sub(\"(a|aa)*$\"; \"\")",
        ".s | gsub(\"(?:a|a?)+$\"; \"\")",
        "[.s | scan(\"(a+)+$\")]",
        ".s | split(\"(a+)+$\"; null)",
        ".s | capture(\"(?<x>(a+)+)$\")",
      })
  void should_end_a_program_that_takes_too_long_together_with_its_thread(String program)
      throws Exception {
    // given
    JqThreads threads = new JqThreads(LIMIT, new JqThreadPool());

    // then
    for (int poll = 0; poll <= JqThreads.MOST_LEFT_BEHIND; poll++) {
      assertThatThrownBy(() -> threads.call(() -> outputs(program, BODY)))
          .isInstanceOf(ExtractionException.class)
          .hasMessage(TIME_IS_UP);
      awaitNoneLeftBehind(threads);
    }
    assertThat(threads.call(() -> outputs(".a[1]", BODY))).containsExactly("1");
  }

  /** jackson-jq loops here by recursion: what is used up first depends on the machine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "last(repeat(.))",
        "[limit(1e9; repeat(1))] | length",
        "last(while(true; .))",
        "last(recurse(.))",
      })
  void should_end_a_loop_by_recursion_when_its_time_or_its_stack_is_used_up(String program)
      throws Exception {
    // given
    JqThreads threads = new JqThreads(LIMIT, new JqThreadPool());

    // then
    for (int poll = 0; poll <= JqThreads.MOST_LEFT_BEHIND; poll++) {
      assertThatThrownBy(() -> threads.call(() -> outputs(program, BODY)))
          .isInstanceOf(ExtractionException.class)
          .message()
          .isIn(TIME_IS_UP, STACK_IS_USED_UP);
      awaitNoneLeftBehind(threads);
    }
    assertThat(threads.call(() -> outputs(".a[1]", BODY))).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f: f; f",
        "def f: f | f; f",
        "def f: try f catch f; f",
        "def f: def g: f; g; f",
        "def f: [f]; f",
        "until(false; .)",
      })
  void should_survive_a_recursion_that_is_too_deep(String program) throws Exception {
    PageExtractor extractor = Extraction.into(STRING()).jq(program).extractor();

    for (int poll = 0; poll < 3; poll++) {
      assertThatThrownBy(() -> extractor.extract(Responses.of("{}")))
          .isInstanceOf(ExtractionException.class)
          .hasMessageStartingWith("the jq program failed at row ")
          .hasMessageContaining(": its recursion is too deep; correct the option 'jq' (");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"reduce range(1e5) as $i (0; [.]) | tojson", "reduce range(1e5) as $i (0; [.])"})
  void should_refuse_to_write_what_is_nested_too_deeply(String program) {
    assertThatThrownBy(() -> Extraction.into(STRING()).jq(program).rows("{}"))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining(
            ": Document nesting depth (1001) exceeds the maximum allowed (1000, from ");
  }

  @Test
  void should_not_begin_runs_while_others_do_not_end() throws Exception {
    // given
    JqThreads threads = new JqThreads(Duration.ofMillis(1), new JqThreadPool());
    boolean[] released = {false};
    while (threads.leftBehind() < JqThreads.MOST_LEFT_BEHIND) {
      assertThatThrownBy(
              () ->
                  threads.call(
                      () -> {
                        synchronized (released) {
                          while (!released[0]) {
                            try {
                              released.wait();
                            } catch (InterruptedException ignored) {
                              // Does not end, as a program that heeds no interrupt.
                            }
                          }
                        }
                        return 1;
                      }))
          .hasMessageContaining("did not finish within 1 ms");
    }

    // then
    assertThatThrownBy(() -> threads.call(() -> 2))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "4 earlier runs of the jq program have not ended although their time was up, and no"
                + " further one is begun; simplify it, and restart the job if they do not end");

    // when
    synchronized (released) {
      released[0] = true;
      released.notifyAll();
    }
    while (threads.leftBehind() > 0) {
      Thread.onSpinWait();
    }

    // then
    assertThat(new JqThreads(Duration.ofSeconds(30), new JqThreadPool()).call(() -> 2))
        .isEqualTo(2);
    assertThat(threads.leftBehind()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ". + 1",
        ". * 2",
        ". == 1",
        ". > 1",
        "floor",
        "tostring",
        "tojson",
        "[., 1] | sort",
        ". % 7",
        "-.",
        "[.] | unique",
        "{a: .} == {a: 1}",
        "todate?",
        "@text"
      })
  void should_reckon_with_a_number_of_a_billion_digits_at_once(String program) throws Exception {
    assertThat(
            new JqThreads(Duration.ofSeconds(10), new JqThreadPool())
                .call(() -> outputs(program, "1e999999999"))
                .size())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void should_end_a_program_that_takes_all_memory_before_others_have_none(@TempDir Path folder)
      throws Exception {
    Path printed = folder.resolve("printed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapJq.class.getName(),
                "[range(1e12)]",
                "range(1e12)",
                "reduce range(64) as $i (\"x\"; . + .)",
                "\"x\" * 2e9",
                ".[1e9] = 1",
                "\"still here\"")
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    String tooMuch =
        "reading the answer takes more memory than this process has; let jq give less, ask the API"
            + " for smaller pages, set 'response.max-size' lower, or give the process a larger"
            + " heap";
    assertThat(Files.readAllLines(printed))
        .containsSubsequence(
            tooMuch, tooMuch, tooMuch, tooMuch, "[+I(still here)]", "failures elsewhere: 0");
  }

  @Test
  void should_match_as_jq_does() throws Exception {
    assertThat(
            run(
                "[match(\"(?<x>b)|z\"; \"g\") | {offset, length, string, c: .captures}]",
                "\"éb b\""))
        .isEqualTo(
            "[{\"offset\":1,\"length\":1,\"string\":\"b\",\"c\":[{\"offset\":1,\"length\":1,"
                + "\"string\":\"b\",\"name\":\"x\"}]},{\"offset\":3,\"length\":1,\"string\":\"b\","
                + "\"c\":[{\"offset\":3,\"length\":1,\"string\":\"b\",\"name\":\"x\"}]}]");
    assertThat(run("[match(\"(a)|(b)\").captures[].string]", "\"b\"")).isEqualTo("[null,\"b\"]");
    assertThat(run("[test(\"A\"; \"i\"), test(\"A\")]", "\"a\"")).isEqualTo("[true,false]");
    assertThat(run("gsub(\"(?<d>[0-9])\"; \"<\\(.d)>\")", "\"a1é2\"")).isEqualTo("\"a<1>é<2>\"");
    assertThat(run("sub(\"b\"; \"x\")", "\"abb\"")).isEqualTo("\"axb\"");
    assertThat(run("[gsub(\"a\"; \"1\", \"2\")]", "\"aa\""))
        .isEqualTo("[\"11\",\"21\",\"12\",\"22\"]");
    assertThat(run("[scan(\"[a-z]+\")]", "\"ab-c\"")).isEqualTo("[\"ab\",\"c\"]");
    assertThat(run("[splits(\", *\")]", "\"a, b,c\"")).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(run("capture(\"(?<y>[0-9]{4})-(?<m>[0-9]+)\")", "\"2026-11\""))
        .isEqualTo("{\"y\":\"2026\",\"m\":\"11\"}");
  }

  @Test
  void should_come_to_an_end_at_empty_matches() throws Exception {
    assertThat(run("gsub(\"\"; \"-\")", "\"aé\"")).isEqualTo("\"-a-é\"");
    assertThat(run("[match(\"\"; \"g\").offset]", "\"aéb\"")).isEqualTo("[0,1,2]");
    assertThat(run("[match(\"(?=b)\"; \"g\").offset]", "\"ab\"")).isEqualTo("[1]");
    assertThat(run("gsub(\"^\"; \">\")", "\"\"")).isEqualTo("\">\"");
  }

  private static void awaitNoneLeftBehind(JqThreads threads) {
    while (threads.leftBehind() > 0) {
      Thread.onSpinWait();
    }
  }

  private static String run(String program, String body) throws Exception {
    return outputs(program, body).stream().collect(Collectors.joining("\n"));
  }

  private static List<String> outputs(String program, String body) throws Exception {
    JsonNode input = new JsonTreeReader().read(body);
    List<String> outputs = new ArrayList<>();
    JqProgram.compile(program).run(input, output -> outputs.add(output.toString()));
    return outputs;
  }
}
