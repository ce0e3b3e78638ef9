package io.sqluice.job.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptParameters;
import io.sqluice.job.script.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a script is, the dialect translates it or says what is wrong with it and where. {@code
 * -Dsqluice.seed=N} tries other scripts.
 */
class MutationTest {

  private static final int MUTATIONS = 100_000;

  private static final ScriptParameters PARAMETERS =
      ScriptParameters.from(List.of(Map.of("a", "x y")));

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void should_translate_or_say_what_is_wrong() {
    long seed = Long.getLong("sqluice.seed", 1);
    Mutations mutations =
        new Mutations(
            Stream.concat(
                    FlinkStatements.all().stream().map(Statement::text),
                    GrammarCase.all().stream().map(GrammarCase::input))
                .toList(),
            seed);

    Map<String, Integer> failures =
        IntStream.range(0, MUTATIONS)
            .boxed()
            .parallel()
            .flatMap(
                number -> failure(mutations.get(number)).map(f -> Map.entry(f, number)).stream())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    BinaryOperator.minBy(
                        Comparator.comparingInt(number -> mutations.get(number).length()))));

    assertThat(failures)
        .as(
            () ->
                failures.entrySet().stream()
                    .map(
                        failure ->
                            "-Dsqluice.seed=%d, mutation %d: %s%n%s"
                                .formatted(
                                    seed,
                                    failure.getValue(),
                                    failure.getKey(),
                                    mutations.get(failure.getValue())))
                    .collect(Collectors.joining("\n\n")))
        .isEmpty();
  }

  /** What is wrong with the way a script was dealt with. */
  private static Optional<String> failure(String text) {
    Dialect dialect = KnownTables.OF_THE_GRAMMAR.dialect();
    try {
      for (Statement statement : Script.read("x.sql", "x.sql", text, PARAMETERS).statements()) {
        if (dialect.translate(statement) instanceof Translation.Flink flink) {
          for (Statement translated : flink.statements()) {
            requireInside(text, translated.position());
            requireInside(text, translated.positionOf(translated.end()));
          }
        }
      }
      return Optional.empty();
    } catch (ScriptException e) {
      return e.problems().stream()
          .filter(problem -> !isInside(text, problem.position()) || problem.message().isBlank())
          .map(problem -> "no place in the script: " + problem)
          .findFirst();
    } catch (RuntimeException | StackOverflowError e) {
      List<StackTraceElement> frames =
          Stream.of(e.getStackTrace())
              .filter(frame -> frame.getClassName().startsWith("io.sqluice.job."))
              .limit(4)
              .toList();
      return Optional.of(e.getClass().getSimpleName() + " at " + frames);
    }
  }

  private static void requireInside(String text, Position position) {
    if (!isInside(text, position)) {
      throw new IllegalStateException("the place " + position + " is not in the script");
    }
  }

  private static boolean isInside(String text, Position position) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    return position.line() >= 1
        && position.line() <= lines.length
        && position.column() >= 1
        && position.column() <= lines[position.line() - 1].length() + 2;
  }
}
