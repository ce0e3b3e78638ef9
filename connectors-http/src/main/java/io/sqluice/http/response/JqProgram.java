package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A compiled jq program. Thread-safe. */
public final class JqProgram {

  private final JsonQuery query;

  private JqProgram(JsonQuery query) {
    this.query = query;
  }

  /**
   * Compiles a program.
   *
   * @throws IllegalArgumentException if it is not jq, or uses a function or a variable that does
   *     not exist; the message says what was found
   */
  public static JqProgram compile(String program) {
    JsonQuery query;
    try {
      query = JsonQuery.compile(program, JqBuiltins.VERSION);
    } catch (JsonQueryException e) {
      throw new IllegalArgumentException(
          "jq does not understand \"%s\": %s".formatted(program, reason(e)), e);
    }
    Set<String> undefined = JqReferences.undefined(query);
    if (!undefined.isEmpty()) {
      throw new IllegalArgumentException(
          "the jq program \"%s\" uses %s, which neither it nor jq (here jackson-jq) defines"
              .formatted(program, String.join(", ", undefined)));
    }
    JqGuards.guard(query);
    return new JqProgram(query);
  }

  /**
   * The first output for a value, empty if there is none. Takes as long as the program takes to get
   * there, and does not heed interrupts.
   *
   * @throws JqException if the program fails before
   */
  public Optional<JsonNode> first(JsonNode input) throws JqException {
    try {
      run(
          input,
          output -> {
            throw new FirstOutput(output);
          });
      return Optional.empty();
    } catch (FirstOutput first) {
      return Optional.of(first.output);
    }
  }

  /**
   * Runs the program over one value; every output goes to {@code output} in order.
   *
   * @param output a {@link PassingThrough} that it throws ends the run and reaches the caller
   * @throws JqException if the program fails
   */
  void run(JsonNode input, Consumer<JsonNode> output) throws JqException {
    try {
      query.apply(JqBuiltins.SCOPE, input, output::accept);
    } catch (PassingThrough e) {
      throw e;
    } catch (JsonQueryException | RuntimeException e) {
      throw new JqException(Excerpt.ofMessage(String.valueOf(message(e))), e);
    } catch (StackOverflowError e) {
      throw new JqException("its recursion is too deep", e);
    }
  }

  /** Of a value that cannot be written, or a text that is no date, jackson-jq says N/A. */
  @Nullable
  private static String message(Exception failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException json) {
        return json.getOriginalMessage();
      }
      if (cause instanceof DateTimeException date) {
        return date.getMessage();
      }
    }
    return failure.getMessage();
  }

  /** The parser's own words: the first line of what it reports, which has line and column. */
  private static String reason(JsonQueryException error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }

  private static final class FirstOutput extends PassingThrough {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode output;

    FirstOutput(JsonNode output) {
      super(null);
      this.output = output;
    }
  }
}
