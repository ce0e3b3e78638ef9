package io.sqluice.job.demo;

import java.util.List;

/** One public API that the demo server answers like. */
interface DemoExchange {

  /** The API's paths. */
  List<DemoRoute> routes();

  /** The API's answer to a wrong parameter. */
  DemoAnswer refuse(BadParameterException problem);
}
