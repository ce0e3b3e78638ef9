package io.sqluice.job.command;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes the argument behind {@code --ui} for its port only if it is a number, as the script's name
 * follows too.
 */
final class DashboardPort implements IParameterConsumer {

  private static final int DEFAULT = 8081;
  private static final int LONGEST = 5;

  @Override
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    boolean given =
        !arguments.isEmpty()
            && !arguments.peek().isEmpty()
            && arguments.peek().length() <= LONGEST
            && arguments.peek().chars().allMatch(Character::isDigit);
    option.setValue(given ? Integer.parseInt(arguments.pop()) : DEFAULT);
  }
}
