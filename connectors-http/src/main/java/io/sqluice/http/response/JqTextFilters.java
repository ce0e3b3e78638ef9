package io.sqluice.http.response;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Runs jq filters over JSON texts, under limits of time and memory, and gives their outputs as
 * text: strings as they are, null as null, anything else as compact JSON. Filters are compiled once
 * as long as there are not too many of them.
 *
 * <p>For one thread, which waits for each run; an interrupt ends the wait.
 */
public final class JqTextFilters {

  /** The filters that are kept compiled; of more, those that were not used for longest go. */
  static final int MOST_PROGRAMS = 100;

  private final JsonTreeReader reader = new JsonTreeReader();
  private final JqThreads threads;

  private final Map<String, JqProgram> programs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JqProgram> eldest) {
          return size() > MOST_PROGRAMS;
        }
      };

  /**
   * @param limit of one run
   */
  public JqTextFilters(Duration limit, JqThreadPool threads) {
    this.threads = new JqThreads(limit, JqWork.FILTER, threads);
  }

  /**
   * The first output; null if there is none, or it is null.
   *
   * @param json UTF-8; there is no output for a blank text
   * @throws ExtractionException if the text is not JSON, or the filter does not compile, fails, or
   *     takes too much time or memory
   */
  @Nullable
  public String first(byte[] json, String filter) throws ExtractionException {
    JqProgram program = program(filter);
    return run(json, filter, value -> first(value, program));
  }

  @Nullable
  private static String first(JsonNode value, JqProgram program) throws JqException {
    try {
      program.run(
          value,
          output -> {
            throw new FirstText(text(output));
          });
      return null;
    } catch (FirstText first) {
      return first.text;
    }
  }

  /**
   * All outputs, in order; those that are null are null.
   *
   * @param json as for {@link #first}
   * @throws ExtractionException as {@link #first} does
   */
  public List<String> all(byte[] json, String filter) throws ExtractionException {
    JqProgram program = program(filter);
    List<String> outputs =
        run(
            json,
            filter,
            value -> {
              List<String> texts = new ArrayList<>();
              program.run(value, output -> texts.add(text(output)));
              return texts;
            });
    return outputs == null ? List.of() : outputs;
  }

  private JqProgram program(String filter) throws ExtractionException {
    JqProgram known = programs.get(filter);
    if (known != null) {
      return known;
    }
    JqProgram compiled = threads.call(() -> compile(filter));
    programs.put(filter, compiled);
    return compiled;
  }

  private static JqProgram compile(String filter) throws ExtractionException {
    try {
      return JqProgram.compile(filter);
    } catch (IllegalArgumentException badProgram) {
      throw new ExtractionException(badProgram.getMessage(), badProgram);
    }
  }

  @Nullable
  private <T> T run(byte[] json, String filter, Run<T> run) throws ExtractionException {
    try {
      return threads.call(
          () -> {
            JsonNode value = read(json);
            return value == null ? null : over(value, filter, run);
          });
    } catch (UnfitTextException unfit) {
      throw unfit;
    } catch (ExtractionException beyondLimits) {
      throw new ExtractionException(
          "%s; the filter is \"%s\", the text starts with %s"
              .formatted(beyondLimits.getMessage(), filter, Excerpt.of(json)),
          beyondLimits);
    }
  }

  @Nullable
  private JsonNode read(byte[] json) throws UnfitTextException {
    try {
      return reader.read(json, 0, json.length);
    } catch (IOException problem) {
      String what =
          problem instanceof StreamConstraintsException
              ? "the JSON text goes beyond a limit"
              : "the text is not JSON";
      throw new UnfitTextException(
          "%s%s: %s; it starts with %s; leave such rows out, as with WHERE ... IS JSON, or correct what makes the text"
              .formatted(
                  what,
                  BodyProblems.place(1, problem),
                  BodyProblems.reason(problem),
                  Excerpt.of(json)),
          problem);
    }
  }

  private static <T> T over(JsonNode value, String filter, Run<T> run) throws UnfitTextException {
    try {
      return run.over(value);
    } catch (JqException failed) {
      throw new UnfitTextException(
          "the filter \"%s\" failed over %s: %s; correct it, or put it into (...)? to do without what fails"
              .formatted(filter, Excerpt.of(value), failed.getMessage()),
          failed);
    }
  }

  @Nullable
  private static String text(JsonNode output) {
    return output.isNull() ? null : TextConverters.text(output);
  }

  /** What is run over a text's value. */
  private interface Run<T> {
    @Nullable
    T over(JsonNode value) throws JqException;
  }

  /** Ends a program at its first output, as text. */
  private static final class FirstText extends PassingThrough {

    private static final long serialVersionUID = 1L;

    @Nullable private final String text;

    FirstText(@Nullable String text) {
      super(null);
      this.text = text;
    }
  }

  /** Says all there is to say. */
  private static final class UnfitTextException extends ExtractionException {

    private static final long serialVersionUID = 1L;

    UnfitTextException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
