package io.sqluice.job.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A call of a function in a statement, as its tokens tell.
 *
 * @param name the token that names the function
 * @param close the bracket behind the last argument
 */
public record FunctionCall(Token name, List<Argument> arguments, Token close) {

  /**
   * What a call gives an argument.
   *
   * @param name the token before {@code =>}; null for an argument by its position
   */
  public record Argument(@Nullable Token name, List<Token> value) {

    public Argument {
      value = List.copyOf(value);
    }
  }

  public FunctionCall {
    arguments = List.copyOf(arguments);
  }

  /** The calls of a function in a statement, in order; its name counts in any case. */
  public static List<FunctionCall> of(Statement statement, String function) {
    List<FunctionCall> calls = new ArrayList<>();
    for (int i = 0; i + 1 < statement.tokens().size(); i++) {
      if (isName(statement, i)
          && statement.value(statement.tokens().get(i)).equalsIgnoreCase(function)
          && statement.isSymbol(i + 1, '(')
          && !(i > 0 && statement.isSymbol(i - 1, '.'))) {
        at(statement, i).ifPresent(calls::add);
      }
    }
    return calls;
  }

  /** Whether the arguments are given by name; a call has none or all by their names. */
  public boolean isNamed() {
    return !arguments.isEmpty() && arguments.get(0).name() != null;
  }

  /** The call whose name is the token at an index; empty if it is not closed. */
  private static Optional<FunctionCall> at(Statement statement, int name) {
    List<Token> tokens = statement.tokens();
    List<Argument> arguments = new ArrayList<>();
    int depth = 1;
    int start = name + 2;
    for (int i = start; i < tokens.size(); i++) {
      if (opens(statement, i)) {
        depth++;
      } else if (closes(statement, i) && --depth == 0) {
        if (i > start) {
          arguments.add(argument(statement, start, i));
        }
        return Optional.of(new FunctionCall(tokens.get(name), arguments, tokens.get(i)));
      } else if (depth == 1 && statement.isSymbol(i, ',')) {
        arguments.add(argument(statement, start, i));
        start = i + 1;
      }
    }
    return Optional.empty();
  }

  private static Argument argument(Statement statement, int start, int end) {
    List<Token> tokens = statement.tokens();
    boolean named =
        start + 2 < end
            && isName(statement, start)
            && statement.isSymbol(start + 1, '=')
            && statement.isSymbol(start + 2, '>');
    return named
        ? new Argument(tokens.get(start), tokens.subList(start + 3, end))
        : new Argument(null, tokens.subList(start, end));
  }

  static boolean opens(Statement statement, int token) {
    return statement.isSymbol(token, '(') || statement.isSymbol(token, '[');
  }

  static boolean closes(Statement statement, int token) {
    return statement.isSymbol(token, ')') || statement.isSymbol(token, ']');
  }

  private static boolean isName(Statement statement, int token) {
    Token.Kind kind = statement.tokens().get(token).kind();
    return kind == Token.Kind.WORD || kind == Token.Kind.QUOTED_NAME;
  }
}
