package io.sqluice.job.demo;

import java.util.regex.Pattern;

/**
 * A path of the demo server.
 *
 * @param path the whole path; its first group, if it has one, is the request's path variable
 * @param exchange the API that refuses what the endpoint refuses
 * @param endpoint what answers there
 */
record DemoRoute(Pattern path, DemoExchange exchange, Endpoint endpoint) {

  static DemoRoute of(String path, DemoExchange exchange, Endpoint endpoint) {
    return new DemoRoute(Pattern.compile(path), exchange, endpoint);
  }

  /** Answers the requests of one path. */
  @FunctionalInterface
  interface Endpoint {
    DemoAnswer answer(DemoRequest request) throws BadParameterException;
  }
}
