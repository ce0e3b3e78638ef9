package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** The jq functions of our own, where jackson-jq's lose digits or characters or cannot be ended. */
final class JqFunctions {

  private JqFunctions() {}

  /** A function that ends when its thread is interrupted, at a call or at an output. */
  record Interruptible(Function original) implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      Abandoned.check();
      original.apply(
          scope,
          arguments,
          input,
          path,
          (value, valuePath) -> {
            Abandoned.check();
            output.emit(value.isDouble() ? asJqPrints(value) : value, valuePath);
          },
          version);
    }
  }

  /** jackson-jq's {@code floor} and the like make 2.0 where jq makes 2. */
  private static JsonNode asJqPrints(JsonNode number) {
    double value = number.doubleValue();
    long whole = (long) value;
    return value == whole && Math.abs(value) < 1e17 ? LongNode.valueOf(whole) : number;
  }

  /** {@code implode} that knows characters beyond 16 bits, such as emoji. */
  record Implode() implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      StringBuilder text = new StringBuilder();
      for (JsonNode character : input) {
        if (!character.isIntegralNumber() || !Character.isValidCodePoint(character.intValue())) {
          throw new JsonQueryException("implode input must be an array of code points");
        }
        text.appendCodePoint(character.intValue());
      }
      output.emit(TextNode.valueOf(text.toString()), null);
    }
  }

  /** {@code fromjson} with the numbers' own digits. */
  record FromJson(JsonTreeReader reader) implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      if (!input.isTextual()) {
        throw new JsonQueryException("%s only strings can be parsed", input);
      }
      output.emit(parse(input), null);
    }

    private JsonNode parse(JsonNode input) throws JsonQueryException {
      JsonNode value;
      try {
        value = reader.read(input.textValue());
      } catch (IOException e) {
        throw new JsonQueryException("%s cannot be parsed as JSON", input);
      }
      if (value == null) {
        throw new JsonQueryException("%s cannot be parsed as JSON: it is empty", input);
      }
      return value;
    }
  }

  /** {@code tonumber} with the text's own digits, so that a 64-bit id stays what it is. */
  record ToNumber(JsonTreeReader reader, Function original) implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      JsonNode number = input.isTextual() ? parse(input.textValue().strip()) : null;
      output.emit(number == null ? other(scope, arguments, input, path, version) : number, null);
    }

    /** Of a text that is no number, jackson-jq says N/A. */
    private JsonNode other(
        Scope scope, List<Expression> arguments, JsonNode input, Path path, Version version)
        throws JsonQueryException {
      JsonNode[] number = new JsonNode[1];
      try {
        original.apply(
            scope, arguments, input, path, (value, valuePath) -> number[0] = value, version);
      } catch (JsonQueryException | NumberFormatException failed) {
        throw new JsonQueryException("%s cannot be parsed as a number", input);
      }
      return number[0];
    }

    private JsonNode parse(String text) {
      try {
        return NumberText.isNumber(text) ? reader.read(text) : null;
      } catch (IOException e) {
        // A number that JSON does not write so, such as 007 or +1.
        return null;
      }
    }
  }
}
