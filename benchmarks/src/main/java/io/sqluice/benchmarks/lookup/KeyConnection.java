package io.sqluice.benchmarks.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A kept connection: {@code GET /one?id=7} is answered with an object, {@code GET /many?id=7,8}
 * with a list of them. Reads no more of HTTP than it takes to find the keys and the end of a
 * request.
 */
final class KeyConnection {

  private static final int CAPACITY = 64 * 1024;
  private static final byte[] END_OF_REQUEST = "\r\n\r\n".getBytes(US_ASCII);
  private static final String MANY = "/many?";
  private static final String KEYS = "?id=";

  private final SocketChannel channel;
  private final KeyTraffic traffic;
  private final ByteBuffer in = ByteBuffer.allocate(CAPACITY);
  private int searched;

  KeyConnection(SocketChannel channel, KeyTraffic traffic) {
    this.channel = channel;
    this.traffic = traffic;
  }

  /** The object that is the answer for a key. */
  static String object(String key) {
    return "{\"id\":" + key + ",\"name\":\"name-" + key + "\",\"price\":" + key + ".5}";
  }

  /**
   * Answers what has come whole.
   *
   * @return whether the connection goes on
   */
  boolean answer() throws IOException {
    if (channel.read(in) < 0) {
      return false;
    }
    int begin = 0;
    for (int end = endOfRequest(); end > 0; end = endOfRequest()) {
      write(answerTo(requestLine(begin)));
      begin = end;
    }
    in.flip().position(begin);
    in.compact();
    searched = Math.max(0, in.position() - END_OF_REQUEST.length);
    return in.hasRemaining();
  }

  /** Where the next whole request ends; 0 if none has come. */
  private int endOfRequest() {
    byte[] bytes = in.array();
    for (int at = searched; at + END_OF_REQUEST.length <= in.position(); at++) {
      if (bytes[at] == '\r'
          && bytes[at + 1] == '\n'
          && bytes[at + 2] == '\r'
          && bytes[at + 3] == '\n') {
        searched = at + END_OF_REQUEST.length;
        return searched;
      }
    }
    return 0;
  }

  private String requestLine(int begin) {
    int end = begin;
    while (in.array()[end] != '\r') {
      end++;
    }
    return new String(in.array(), begin, end - begin, US_ASCII);
  }

  private byte[] answerTo(String requestLine) {
    int keysAt = requestLine.indexOf(KEYS) + KEYS.length();
    String keys = requestLine.substring(keysAt, requestLine.indexOf(' ', keysAt));
    String body;
    if (requestLine.contains(MANY)) {
      String[] several = keys.replace("%2C", ",").split(",");
      traffic.add(several.length);
      StringBuilder list = new StringBuilder("[");
      for (String key : several) {
        list.append(list.length() == 1 ? "" : ",").append(object(key));
      }
      body = list.append(']').toString();
    } else {
      traffic.add(1);
      body = object(keys);
    }
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(US_ASCII);
  }

  private void write(byte[] answer) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(answer);
    while (out.hasRemaining()) {
      // An answer is far smaller than the socket's buffer: there is nothing to wait for.
      channel.write(out);
    }
  }
}
