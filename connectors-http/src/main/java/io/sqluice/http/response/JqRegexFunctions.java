package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * The functions under jq's {@code match}, {@code test}, {@code sub} and all that is made of them.
 * jackson-jq's own cannot be ended, and go on for ever at an empty match.
 */
final class JqRegexFunctions {

  private JqRegexFunctions() {}

  /** {@code _match_impl(regex; flags; test)}: the matches, or whether there is one. */
  record Match() implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      arguments
          .get(2)
          .apply(
              scope,
              input,
              test ->
                  arguments
                      .get(1)
                      .apply(
                          scope,
                          input,
                          flags ->
                              arguments
                                  .get(0)
                                  .apply(
                                      scope,
                                      input,
                                      regex ->
                                          output.emit(
                                              match(input, regex, flags, test.asBoolean()),
                                              null))));
    }

    private static JsonNode match(JsonNode input, JsonNode regex, JsonNode flags, boolean test)
        throws JsonQueryException {
      RegexMatches matches = matches(input, regex, flags);
      if (test) {
        return BooleanNode.valueOf(matches.next());
      }
      ArrayNode found = JsonNodeFactory.instance.arrayNode();
      int[] characters = matches.characters();
      while (matches.next()) {
        found.add(matches.asMatch(characters));
      }
      return found;
    }
  }

  /** {@code _sub_impl(regex; replacement; flags)}: the text with matches replaced. */
  record Substitute() implements Function {

    @Override
    public void apply(
        Scope scope,
        List<Expression> arguments,
        JsonNode input,
        Path path,
        PathOutput output,
        Version version)
        throws JsonQueryException {
      arguments
          .get(0)
          .apply(
              scope,
              input,
              regex ->
                  arguments
                      .get(2)
                      .apply(
                          scope,
                          input,
                          flags -> {
                            List<List<String>> pieces = new ArrayList<>();
                            RegexMatches matches = matches(input, regex, flags);
                            int from = 0;
                            while (matches.next()) {
                              pieces.add(List.of(matches.text(from, matches.begin())));
                              pieces.add(replacements(scope, arguments.get(1), matches));
                              from = matches.end();
                            }
                            pieces.add(List.of(matches.text(from, matches.length())));
                            emit(pieces, pieces.size(), "", output);
                          }));
    }

    private static List<String> replacements(
        Scope scope, Expression replacement, RegexMatches matches) throws JsonQueryException {
      List<String> texts = new ArrayList<>(1);
      replacement.apply(scope, matches.namedCaptures(), text -> texts.add(text.asText()));
      return texts;
    }

    /** Each way to choose one text of every piece; that of the last piece changes last. */
    private static void emit(List<List<String>> pieces, int end, String behind, PathOutput output)
        throws JsonQueryException {
      int choice = end;
      while (choice > 0 && pieces.get(choice - 1).size() == 1) {
        choice--;
      }
      StringBuilder text = new StringBuilder();
      pieces.subList(choice, end).forEach(piece -> text.append(piece.get(0)));
      text.append(behind);
      if (choice == 0) {
        Abandoned.check();
        output.emit(TextNode.valueOf(text.toString()), null);
        return;
      }
      for (String chosen : pieces.get(choice - 1)) {
        emit(pieces, choice - 1, chosen + text, output);
      }
    }
  }

  private static RegexMatches matches(JsonNode input, JsonNode regex, JsonNode flags)
      throws JsonQueryException {
    if (!input.isTextual() || !regex.isTextual()) {
      throw new JsonQueryException(
          "%s cannot be matched, as it is not a string", input.isTextual() ? regex : input);
    }
    if (!flags.isNull() && !flags.isTextual()) {
      throw new JsonQueryException("%s is not a string of flags", flags);
    }
    return new RegexMatches(
        regex.textValue(), flags.isNull() ? null : flags.textValue(), input.textValue());
  }
}
