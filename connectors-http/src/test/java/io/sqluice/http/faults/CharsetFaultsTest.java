package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.bytes;
import static io.sqluice.http.faults.Fault.fault;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies in other charsets than UTF-8, or than they say. */
class CharsetFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  private static final String TEXT = "[{\"n\":\"naïve\"}]";

  static Stream<Fault> faults() {
    return Stream.of(
        read("another charset", "application/json; charset=iso-8859-1", TEXT.getBytes(ISO_8859_1)),
        read("a byte order mark", "application/json", ("\uFEFF" + TEXT).getBytes(UTF_8)),
        read("UTF-16 with a byte order mark", "application/json", TEXT.getBytes(UTF_16)),
        read("UTF-16 without one", "application/json", TEXT.getBytes(UTF_16LE)),
        read(
            "a byte order mark that says otherwise than Content-Type",
            "application/json; charset=iso-8859-1",
            ("\uFEFF" + TEXT).getBytes(UTF_8)),
        read(
                "another charset than declared, and an option that knows better",
                "application/json; charset=utf-8",
                TEXT.getBytes(ISO_8859_1))
            .with("response.charset", "iso-8859-1"),
        refused(
            "another charset than declared",
            "application/json; charset=utf-8",
            TEXT.getBytes(ISO_8859_1),
            "the body is not UTF-8: found the byte 0xef at byte 10 (line 1), which begins no character there; name the body's own charset in 'response.charset', such as windows-1252"),
        refused(
            "a charset that does not exist",
            "application/json; charset=klingon",
            TEXT.getBytes(UTF_8),
            "the answer is said to be in the charset 'klingon' (Content-Type: application/json; charset=klingon), which this Java does not know; name the body's own charset in 'response.charset', such as UTF-8"));
  }

  private static Fault read(String name, String contentType, byte[] body) {
    return fault(name, bytes(contentType, body))
        .columns("n STRING")
        .rows("naïve")
        .metric("failedPolls", 0);
  }

  private static Fault refused(String name, String contentType, byte[] body, String problem) {
    return fault(name, bytes(contentType, body))
        .columns("n STRING")
        .metric("retries", 0)
        .metric("failedPolls", 1)
        .fails(problem);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
