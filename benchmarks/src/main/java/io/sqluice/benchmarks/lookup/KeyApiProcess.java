package io.sqluice.benchmarks.lookup;

import io.sqluice.benchmarks.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** A {@link KeyApi} in a process of its own, so that what it needs is not counted to any side. */
final class KeyApiProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final Writer orders;
  private final int port;

  private KeyApiProcess(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader();
    this.orders = process.outputWriter();
    this.port = Integer.parseInt(output.readLine());
  }

  static KeyApiProcess start(Workspace workspace) throws IOException {
    return new KeyApiProcess(
        workspace
            .java(
                List.of("-XX:+UseSerialGC", "-Xmx256m"),
                workspace.classPathWithoutFlink(),
                KeyApi.class)
            .redirectError(Redirect.INHERIT)
            .start());
  }

  String url() {
    return "http://localhost:" + port;
  }

  /** What came since the last call. */
  KeyTraffic.Taken takeTraffic() throws IOException {
    orders.write('\n');
    orders.flush();
    return KeyTraffic.Taken.parse(output.readLine());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
