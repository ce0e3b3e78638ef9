package io.sqluice.job.demo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A path of the demo server.
 *
 * @param methods what it answers to
 * @param path the whole path; its first group, if it has one, is the request's path variable
 * @param exchange the API that refuses what the endpoint refuses
 * @param endpoint what answers there
 */
record DemoRoute(List<String> methods, Pattern path, DemoExchange exchange, Endpoint endpoint) {

  /** A path that answers GET and HEAD. */
  static DemoRoute of(String path, DemoExchange exchange, Endpoint endpoint) {
    return new DemoRoute(List.of("GET", "HEAD"), Pattern.compile(path), exchange, endpoint);
  }

  /** A path that answers POST. */
  static DemoRoute post(String path, DemoExchange exchange, Endpoint endpoint) {
    return new DemoRoute(List.of("POST"), Pattern.compile(path), exchange, endpoint);
  }

  /** Answers the requests of one path. */
  @FunctionalInterface
  interface Endpoint {
    DemoAnswer answer(DemoRequest request) throws BadParameterException;
  }
}
