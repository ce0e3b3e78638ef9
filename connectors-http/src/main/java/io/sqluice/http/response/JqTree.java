package io.sqluice.http.response;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;

/** Reads and changes jackson-jq's syntax trees, which have no visitor and private fields. */
final class JqTree {

  private static final String PACKAGE = Expression.class.getPackageName();

  private JqTree() {}

  /** Whether something is part of a syntax tree, and no scope, which leads to all functions. */
  static boolean isNode(@Nullable Object value) {
    return value != null
        && !(value instanceof Scope)
        && value.getClass().getPackageName().startsWith(PACKAGE);
  }

  /** The fields of a node that may hold other nodes. */
  static List<Field> fields(Class<?> nodeClass) {
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

  /** The value of a node's field, by its name. */
  @Nullable
  static Object value(Object node, String fieldName) {
    for (Field field : fields(node.getClass())) {
      if (field.getName().equals(fieldName)) {
        return value(field, node);
      }
    }
    throw new IllegalStateException(
        "%s of this jackson-jq has no field %s".formatted(node.getClass(), fieldName));
  }

  @Nullable
  static Object value(Field field, Object node) {
    try {
      return field.get(node);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The field was made accessible: " + field, e);
    }
  }

  static void set(Field field, Object node, Object value) {
    try {
      field.set(node, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The field was made accessible: " + field, e);
    }
  }
}
