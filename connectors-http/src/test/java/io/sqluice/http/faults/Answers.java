package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.sqluice.http.client.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** What the server of a fault answers. */
final class Answers {

  private Answers() {}

  /** 200 and a row for each value of the column n. */
  static ResponseDefinitionBuilder ok(long... values) {
    return json(
        Arrays.stream(values)
            .mapToObj(value -> "{\"n\":" + value + "}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  static ResponseDefinitionBuilder bytes(String contentType, byte[] body) {
    return aResponse().withHeader("Content-Type", contentType).withBody(body);
  }

  static ResponseDefinitionBuilder encoded(String coding, byte[] body) {
    return bytes("application/json", body).withHeader("Content-Encoding", coding);
  }

  static ResponseDefinitionBuilder status(int code) {
    return aResponse().withStatus(code);
  }

  /**
   * @param location may use {@code {{request.port}}} and the like
   */
  static ResponseDefinitionBuilder redirect(int code, String location) {
    return aResponse()
        .withStatus(code)
        .withHeader("Location", location)
        .withTransformers("response-template");
  }

  /** A script that answers the first request of a connection with this text, and then waits. */
  static RawServer.Script raw(String answer) {
    return connection -> {
      connection.readHead();
      connection.write(answer);
      connection.awaitHangUp(new CountDownLatch(1));
    };
  }

  static byte[] gzipped(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }
}
