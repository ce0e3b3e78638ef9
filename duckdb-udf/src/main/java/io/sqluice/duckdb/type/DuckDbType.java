package io.sqluice.duckdb.type;

import java.util.List;

/**
 * A type of DuckDB's, as its catalog prints it.
 *
 * @param name its name in capitals: LIST and ARRAY for what is written with brackets
 * @param numbers precision and scale, or the length of an array; else empty
 * @param children the element of a list, the key and the value of a map, the fields of a struct
 * @param fields the names of a struct's fields, else empty
 */
public record DuckDbType(
    String name, List<Integer> numbers, List<DuckDbType> children, List<String> fields) {

  /**
   * Reads a type, such as {@code STRUCT(a INTEGER, "b c" DECIMAL(10,2)[])}.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static DuckDbType parse(String text) {
    return new DuckDbTypeParser(text).parse();
  }

  static DuckDbType simple(String name) {
    return new DuckDbType(name, List.of(), List.of(), List.of());
  }

  /** Its only child. */
  DuckDbType element() {
    return children.get(0);
  }
}
