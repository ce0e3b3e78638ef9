package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * The functions every jq program has: those of jackson-jq, made to heed interrupts, and ours where
 * its own lose digits of a number.
 */
final class JqBuiltins {

  static final Version VERSION = Versions.JQ_1_7;

  /** Loaded once, because it takes long; only read afterwards, each run makes a scope below it. */
  static final Scope SCOPE = load();

  private JqBuiltins() {}

  private static Scope load() {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
    JsonTreeReader reader = new JsonTreeReader();
    scope.addFunction("fromjson", 0, new FromJson(reader));
    scope.addFunction("tonumber", 0, new ToNumber(reader, scope.getFunction("tonumber", 0)));
    // Each function gets to know of an interrupt; the macros among them find the others by name.
    scope
        .getLocalFunctions()
        .forEach((name, function) -> scope.addFunction(name, new Interruptible(function)));
    return scope;
  }

  /** A function that ends when its thread is interrupted, at a call or at an output. */
  private record Interruptible(Function original) implements Function {

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
            output.emit(value, valuePath);
          },
          version);
    }
  }

  /** {@code fromjson} with the numbers' own digits. */
  private record FromJson(JsonTreeReader reader) implements Function {

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
  private record ToNumber(JsonTreeReader reader, Function original) implements Function {

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
      if (number == null) {
        original.apply(scope, arguments, input, path, output, version);
      } else {
        output.emit(number, null);
      }
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
