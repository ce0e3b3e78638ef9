package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.AnswerCheck;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Finds the answers that say "success" and are failures all the same, with the programs of {@code
 * error.jq} and {@code retry.jq}. Thread-safe. Keeps the calling thread until the programs are done
 * or their time is up; they run on threads of their own.
 *
 * <p>Of a body of several lines the first that gives a result counts. A body that does not parse is
 * let through: who reads its rows says what is wrong with it.
 */
public final class AnswerFilter implements AnswerCheck {

  private static final String ERROR_OPTION = "error.jq";
  private static final String RETRY_OPTION = "retry.jq";

  private final ExtractionConfig extraction;
  private final JqProgram errorProgram;
  @Nullable private final JqProgram retryProgram;
  private final JsonTreeReader reader = new JsonTreeReader();
  private final JqThreads threads;

  /**
   * @param extraction how bodies are read, and for how long
   * @param threads for the programs to run on
   * @throws IllegalArgumentException if a program does not compile
   */
  public AnswerFilter(
      AnswerFilterConfig config, ExtractionConfig extraction, JqThreadPool threads) {
    this.extraction = extraction;
    this.errorProgram = JqProgram.compile(config.errorJq());
    this.retryProgram = config.retryJq() == null ? null : JqProgram.compile(config.retryJq());
    this.threads = new JqThreads(extraction.jqTimeout(), threads);
  }

  @Override
  public Verdict check(HttpResponse response) {
    try {
      return threads.call(() -> judge(response));
    } catch (ExtractionException failed) {
      return new Verdict("not to be judged: " + failed.getMessage(), false);
    }
  }

  private Verdict judge(HttpResponse response) throws ExtractionException {
    TextBody body;
    try {
      body = TextBody.of(response, extraction.text().charset());
    } catch (ExtractionException unreadable) {
      return Verdict.ACCEPTED;
    }
    if (extraction.format() == BodyFormat.JSON) {
      return judge(body, body.start(), body.length());
    }
    Lines lines = new Lines(body, body.length(), null);
    while (lines.next()) {
      Abandoned.check();
      Verdict verdict = judge(body, lines.start(), lines.length());
      if (verdict.failure() != null) {
        return verdict;
      }
    }
    return Verdict.ACCEPTED;
  }

  private Verdict judge(TextBody body, int start, int length) throws ExtractionException {
    JsonNode value;
    try {
      value = reader.read(body.bytes(), start, length);
    } catch (IOException notJson) {
      return Verdict.ACCEPTED;
    }
    JsonNode error = value == null ? null : firstYes(errorProgram, ERROR_OPTION, value);
    if (error == null) {
      return Verdict.ACCEPTED;
    }
    boolean retry = retryProgram != null && firstYes(retryProgram, RETRY_OPTION, value) != null;
    return new Verdict(text(error), retry);
  }

  /** The first output that is neither null nor false; null if there is none. */
  @Nullable
  private static JsonNode firstYes(JqProgram program, String option, JsonNode value)
      throws ExtractionException {
    try {
      program.run(
          value,
          output -> {
            Abandoned.check();
            if (!output.isNull() && !(output.isBoolean() && !output.booleanValue())) {
              throw new Yes(output);
            }
          });
      return null;
    } catch (Yes yes) {
      return yes.output;
    } catch (JqException failed) {
      throw new ExtractionException(
          "'%s' failed over it: %s".formatted(option, failed.getMessage()), failed);
    }
  }

  private static String text(JsonNode error) {
    if (error.isBoolean()) {
      return "an error by '" + ERROR_OPTION + "'";
    }
    String text = error.isTextual() ? error.textValue() : error.toString();
    String clean = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return clean.isEmpty() ? "an error without text" : "an error: " + Excerpt.ofMessage(clean);
  }

  /** Ends a program at the output that decides. */
  private static final class Yes extends PassingThrough {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode output;

    Yes(JsonNode output) {
      super(null);
      this.output = output;
    }
  }
}
