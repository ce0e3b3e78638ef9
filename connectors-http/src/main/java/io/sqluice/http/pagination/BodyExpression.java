package io.sqluice.http.pagination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.JqException;
import io.sqluice.http.response.JqProgram;
import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;

/** A jq program over the whole body of an answer, given by an option. Thread-safe. */
public final class BodyExpression implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String option;
  private final String program;

  /** Compiled anew after deserialization. */
  @Nullable private transient volatile JqProgram compiled;

  /**
   * @param option the key of the option
   * @throws IllegalArgumentException if the program does not compile
   */
  public BodyExpression(String option, String program) {
    this.option = option;
    this.program = program;
    compiled();
  }

  /** The program's text. */
  public String program() {
    return program;
  }

  /**
   * The program's first output; null (the JSON value) for none, and for an empty body.
   *
   * @throws PaginationException if the program fails
   */
  JsonNode evaluate(ExtractedPage page) throws PaginationException {
    if (page.document() == null) {
      return NullNode.getInstance();
    }
    try {
      return compiled().first(page.document()).orElse(NullNode.getInstance());
    } catch (JqException e) {
      throw new PaginationException(
          "%s: found a body over which it fails (%s); correct the program"
              .formatted(this, e.getMessage()));
    }
  }

  private JqProgram compiled() {
    JqProgram result = compiled;
    if (result == null) {
      result = JqProgram.compile(program);
      compiled = result;
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BodyExpression expression
        && option.equals(expression.option)
        && program.equals(expression.program);
  }

  @Override
  public int hashCode() {
    return Objects.hash(option, program);
  }

  @Override
  public String toString() {
    return option + " '" + program + "'";
  }
}
