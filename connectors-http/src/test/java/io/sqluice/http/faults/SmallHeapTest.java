package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.gzipped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are larger than the heap of the process that reads them. */
class SmallHeapTest {

  private static final String LIMIT = "8 mb";

  @TempDir private Path folder;

  @Test
  void should_read_on_after_bodies_that_are_larger_than_the_heap() throws Exception {
    byte[] megabyte = new byte[1_000_000];
    byte[] bomb = bomb(megabyte, 1_000);
    byte[] answer = "[{\"n\":4}]".getBytes(UTF_8);
    AtomicInteger polls = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readHead();
              switch (polls.incrementAndGet()) {
                case 1 -> send(connection, "Content-Length: 1000000000\r\n", megabyte, 1_000);
                case 2 -> send(connection, "", megabyte, 1_000);
                case 3 -> send(connection, "Content-Encoding: gzip\r\n", bomb, 1);
                default -> send(connection, "", answer, 1);
              }
              connection.close();
            })) {

      String printed = readInHeapOf("48m", server.url("/n"), "4", LIMIT);

      assertThat(
              printed
                  .replace(server.url(""), "{api}")
                  .replaceAll("trigger time \\S+Z", "trigger time {time}"))
          .isEqualTo(
              "row 4\n"
                  + tooLarge(1, "its Content-Length is 1000000000 bytes")
                  + tooLarge(2, "more than 8388608 bytes of it have arrived")
                  + tooLarge(3, "its " + bomb.length + " bytes of gzip decode to more"));
    }
  }

  private static String tooLarge(int poll, String why) {
    return "Poll "
        + poll
        + " of table t (trigger time {time}, page 0) failed: GET {api}/n failed after 1 attempt:"
        + " the body of the answer is larger than 'response.max-size' = 8388608 bytes: "
        + why
        + ". Raise 'response.max-size', or ask for less at once. The next poll starts anew"
        + " ('scan.error-policy' = 'continue').\n";
  }

  private static void send(RawServer.Connection connection, String fields, byte[] part, int times)
      throws IOException {
    connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n" + fields + "\r\n");
    for (int i = 0; i < times; i++) {
      connection.write(part);
    }
  }

  /** A body that decodes to a part as many times. */
  private static byte[] bomb(byte[] part, int times) {
    byte[] member = gzipped(part);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      members.writeBytes(member);
    }
    return members.toByteArray();
  }

  /** What {@link SmallHeapReader} prints. */
  private String readInHeapOf(String heap, String... arguments) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapReader.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    reader.command().addAll(List.of(arguments));
    Process process = reader.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("The reader ended.").isTrue();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
