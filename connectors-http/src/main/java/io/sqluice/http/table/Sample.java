package io.sqluice.http.table;

import static io.sqluice.http.options.TransformOptions.SCHEMA_SAMPLE;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.options.TableOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.table.api.ValidationException;

/**
 * An answer to find columns by.
 *
 * @param answer with the name of its file as its URL if it was recorded
 * @param redaction takes the table's secrets out of a text
 */
record Sample(HttpResponse answer, UnaryOperator<String> redaction) {

  /**
   * The answer that is in the file which a table names.
   *
   * @throws ValidationException if it cannot be read
   */
  static Sample ofFile(TableOptions options, String tableName) {
    String name = options.text(SCHEMA_SAMPLE);
    try {
      Path file = Path.of(name).toAbsolutePath().normalize();
      byte[] body = Files.readAllBytes(file);
      return new Sample(new HttpResponse(200, Map.of(), body, file.toString()), text -> text);
    } catch (IOException | InvalidPathException e) {
      options.problem(
          SCHEMA_SAMPLE.key(),
          "found '%s', but %s; name a file with an answer of the API, such as curl saves with -o."
              .formatted(name, reason(name, e)));
      throw options.rejection(tableName);
    }
  }

  private static String reason(String name, Exception e) {
    if (e instanceof InvalidPathException) {
      return "that is not the name of a file";
    }
    Path file = Path.of(name).toAbsolutePath().normalize();
    if (e instanceof NoSuchFileException) {
      return "there is no file " + file;
    }
    if (e instanceof AccessDeniedException) {
      return "the file " + file + " may not be read by this user";
    }
    return Files.isDirectory(file) ? file + " is a folder" : file + " cannot be read: " + e;
  }

  String redacted(String text) {
    return redaction.apply(text);
  }
}
