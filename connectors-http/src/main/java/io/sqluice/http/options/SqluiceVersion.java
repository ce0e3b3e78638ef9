package io.sqluice.http.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this module, as the build wrote it beside the classes. */
final class SqluiceVersion {

  private SqluiceVersion() {}

  static String read() {
    try (InputStream in = SqluiceVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
