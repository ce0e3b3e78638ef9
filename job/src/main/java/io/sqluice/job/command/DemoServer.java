package io.sqluice.job.command;

import java.util.Map;

/** The demo API, as far as the commands use it. */
interface DemoServer extends AutoCloseable {

  String baseUrl();

  Map<String, String> scriptParameters();

  @Override
  void close();

  /**
   * @param port 0 for a free one
   */
  static DemoServer start(int port) {
    throw new UnsupportedOperationException("the demo API is not part of this build");
  }
}
