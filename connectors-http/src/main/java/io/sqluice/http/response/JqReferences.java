package io.sqluice.http.response;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.VariableKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ObjectMatcher;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;

/**
 * The functions and variables that a jq program uses, found by walking its syntax tree. jackson-jq
 * looks them up when it gets there; a misspelt one would fail polls, and only those that reach it.
 */
final class JqReferences {

  /** Functions as {@code name/arity}, variables as {@code $name}. */
  private final Set<String> used = new TreeSet<>();

  private final Set<String> defined = new TreeSet<>();

  private JqReferences() {}

  /**
   * The functions and variables that a program uses although neither it nor jackson-jq defines
   * them, in the order of their names. Where in the program a definition holds is not looked at.
   */
  static Set<String> undefined(JsonQuery query) {
    JqReferences references = new JqReferences();
    references.walk(query);
    references.used.removeAll(references.defined);
    return references.used;
  }

  private void walk(Object node) {
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(this::walk);
    } else if (JqTree.isNode(node)) {
      note(node);
      JqTree.fields(node.getClass()).forEach(field -> walk(JqTree.value(field, node)));
    }
  }

  private void note(Object node) {
    if (node instanceof FunctionCall) {
      call(node);
    } else if (node instanceof FunctionDefinition) {
      definition(node);
    } else if (node instanceof VariableAccess || node instanceof VariableKeyFieldConstruction) {
      used.add("$" + JqTree.value(node, "name"));
    } else if (node instanceof ValueMatcher) {
      defined.add("$" + JqTree.value(node, "name"));
    } else if (node instanceof ObjectMatcher.FieldMatcher
        && JqTree.value(node, "name") instanceof StringLiteral name) {
      // {$x} binds x, {x: ...} does not; telling them apart matters too little here.
      defined.add("$" + name.value().asText());
    }
  }

  private void call(Object call) {
    String name = (String) JqTree.value(call, "name");
    int arguments = ((List<?>) JqTree.value(call, "args")).size();
    if (JqTree.value(call, "moduleName") == null
        && JqBuiltins.SCOPE.getFunction(name, arguments) == null) {
      used.add(name + "/" + arguments);
    }
  }

  private void definition(Object definition) {
    List<?> parameters = (List<?>) JqTree.value(definition, "args");
    defined.add(JqTree.value(definition, "fname") + "/" + parameters.size());
    for (Object parameter : parameters) {
      String name = parameter.toString();
      defined.add(name.startsWith("$") ? name : name + "/0");
    }
  }
}
