package io.sqluice.http.request;

import io.sqluice.http.request.JsonTemplate.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The options {@code json.a.b} as one JSON document: dots nest, and fields keep the order of the
 * options. A value that is JSON (a number, true, false, null, an array, an object, a quoted string)
 * is that JSON; any other text is a string. A placeholder alone is JSON, so it keeps its type.
 */
final class JsonFields {

  private final Branch root = new Branch(new LinkedHashMap<>());
  private final BiConsumer<String, String> problems;

  /** Fields that report problems as a path and a message. */
  JsonFields(BiConsumer<String, String> problems) {
    this.problems = problems;
  }

  private sealed interface Node {}

  private record Leaf(JsonTemplate value) implements Node {}

  private record Branch(Map<String, Node> fields) implements Node {}

  /** Puts a value at its path. */
  void put(String path, Template value) {
    List<String> keys = List.of(path.split("\\.", -1));
    if (keys.contains("")) {
      problems.accept(
          path, "the path has an empty key; expected keys with one dot between them, such as a.b");
      return;
    }
    Branch branch = root;
    for (int depth = 1; depth < keys.size(); depth++) {
      Node node =
          branch.fields.computeIfAbsent(
              keys.get(depth - 1), key -> new Branch(new LinkedHashMap<>()));
      if (!(node instanceof Branch inner)) {
        conflict(path, String.join(".", keys.subList(0, depth)), path);
        return;
      }
      branch = inner;
    }
    Node other = branch.fields.putIfAbsent(keys.get(keys.size() - 1), new Leaf(template(value)));
    if (other instanceof Branch fields) {
      conflict(path, path, path + "." + fields.fields.keySet().iterator().next());
    }
  }

  /** The document of all fields. */
  JsonTemplate document() {
    List<Piece> pieces = new ArrayList<>();
    append(root, pieces);
    return new JsonTemplate(List.copyOf(pieces));
  }

  private static JsonTemplate template(Template value) {
    JsonTemplate json = JsonTemplate.ofJson(value.parts());
    return json.problem().isEmpty() ? json : JsonTemplate.ofString(value.parts());
  }

  private static void append(Node node, List<Piece> pieces) {
    if (node instanceof Leaf leaf) {
      pieces.addAll(leaf.value.pieces());
    } else if (node instanceof Branch branch) {
      String separator = "{";
      for (Map.Entry<String, Node> field : branch.fields.entrySet()) {
        String key = Placement.JSON.encode(field.getKey());
        pieces.add(JsonTemplate.text(separator + '"' + key + "\":"));
        append(field.getValue(), pieces);
        separator = ",";
      }
      pieces.add(JsonTemplate.text("}"));
    }
  }

  private void conflict(String path, String value, String field) {
    problems.accept(
        path,
        "json."
            + value
            + " is a value, and json."
            + field
            + " makes it an object; expected one of the two");
  }
}
