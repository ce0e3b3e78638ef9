package io.sqluice.http.request;

import java.util.List;

/**
 * Several values in the place of one: an array where JSON takes a value, elsewhere their texts with
 * a delimiter between them. Each value is encoded for its place; the delimiter, which is not data,
 * stays as it is as far as the place can hold it.
 *
 * @param values of the types that placeholders take
 */
public record JoinedValues(List<Object> values, String delimiter) {

  public JoinedValues {
    values = List.copyOf(values);
  }
}
