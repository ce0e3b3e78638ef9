package io.sqluice.http.response;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;

/**
 * The functions that a jq program calls, found by walking its syntax tree. jackson-jq looks a
 * function up when it is called; a misspelt one would fail polls, and only those that reach it. The
 * tree has no visitor and its fields are private, hence reflection.
 */
final class JqReferences {

  private static final String TREE_PACKAGE = Expression.class.getPackageName();

  private final Set<String> called = new TreeSet<>();
  private final Set<String> defined = new TreeSet<>();

  private JqReferences() {}

  /**
   * The functions that a program calls although neither it nor jackson-jq defines them, as text for
   * a message; empty if there are none.
   */
  static Optional<String> undefined(JsonQuery query) {
    JqReferences references = new JqReferences();
    references.walk(query);
    references.called.removeAll(references.defined);
    return references.called.isEmpty()
        ? Optional.empty()
        : Optional.of("the function " + String.join(", ", references.called));
  }

  private void walk(Object node) {
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(this::walk);
    } else if (node != null && node.getClass().getPackageName().startsWith(TREE_PACKAGE)) {
      List<Field> fields = fields(node.getClass());
      if (node instanceof FunctionCall) {
        call(node);
      } else if (node instanceof FunctionDefinition) {
        definition(node);
      }
      fields.forEach(field -> walk(value(field, node)));
    }
  }

  private void call(Object call) {
    String name = (String) value(call, "name");
    int arguments = ((List<?>) value(call, "args")).size();
    if (value(call, "moduleName") == null
        && JqBuiltins.SCOPE.getFunction(name, arguments) == null) {
      called.add(name + "/" + arguments);
    }
  }

  /** A definition's parameters are functions of its body; {@code $p} can be called as {@code p}. */
  private void definition(Object definition) {
    List<?> parameters = (List<?>) value(definition, "args");
    defined.add(value(definition, "fname") + "/" + parameters.size());
    for (Object parameter : parameters) {
      defined.add(parameter.toString().replace("$", "") + "/0");
    }
  }

  private static Object value(Object node, String fieldName) {
    return fields(node.getClass()).stream()
        .filter(field -> field.getName().equals(fieldName))
        .map(field -> value(field, node))
        .findFirst()
        .orElse(null);
  }

  private static List<Field> fields(Class<?> nodeClass) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = nodeClass; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Object value(Field field, Object node) {
    try {
      return field.get(node);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The field was made accessible: " + field, e);
    }
  }
}
