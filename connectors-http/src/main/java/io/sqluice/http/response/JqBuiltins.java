package io.sqluice.http.response;

import com.fasterxml.jackson.databind.node.NullNode;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;

/**
 * The functions every jq program has: those of jackson-jq, made to heed interrupts, and ours where
 * its own lose digits of a number.
 */
final class JqBuiltins {

  static final Version VERSION = Versions.JQ_1_7;

  /** Loaded once, because it takes long; only read afterwards, each run makes a scope below it. */
  static final Scope SCOPE = load();

  /** What jq has and jackson-jq has not, or has with another meaning. */
  private static final String DEFINITIONS =
      """
      def paths: path(..) | select(length > 0);
      def todate: todateiso8601;
      def fromdate: fromdateiso8601;
      def repeat(f): def _repeat: ., (f | _repeat); _repeat;
      def isempty(g): first((g | false), true);
      def IN(s): any(s == .; .);
      def IN(src; s): any(src == s; .);
      def INDEX(stream; key): reduce stream as $row ({}; .[$row | key | tostring] = $row);
      def INDEX(key): INDEX(.[]; key);
      .
      """;

  private JqBuiltins() {}

  private static Scope load() {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
    JsonTreeReader reader = new JsonTreeReader();
    scope.addFunction("fromjson", 0, new JqFunctions.FromJson(reader));
    scope.addFunction(
        "tonumber", 0, new JqFunctions.ToNumber(reader, scope.getFunction("tonumber", 0)));
    scope.addFunction("implode", 0, new JqFunctions.Implode());
    scope.addFunction("_match_impl", 3, new JqRegexFunctions.Match());
    scope.addFunction("_sub_impl", 3, new JqRegexFunctions.Substitute());
    define(scope);
    // Each function gets to know of an interrupt; the macros among them find the others by name.
    scope
        .getLocalFunctions()
        .forEach(
            (name, function) -> {
              if (function instanceof JsonQueryFunction) {
                JqGuards.guard(function);
              }
              scope.addFunction(name, new JqFunctions.Interruptible(function));
            });
    return scope;
  }

  private static void define(Scope scope) {
    try {
      ExpressionParser.compile(DEFINITIONS, VERSION)
          .apply(scope, NullNode.getInstance(), ignored -> {});
    } catch (JsonQueryException e) {
      throw new IllegalStateException("The definitions are constant and compile", e);
    }
  }
}
