package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer may lead: not to addresses that are not public. */
class ForeignHostTest {

  private static final TestingConfig GUARDED =
      new TestingConfig().redirects(RedirectPolicy.ALL).allowPrivate(false);

  private static InetAddress address(String literal) throws IOException {
    return InetAddress.getByName(literal);
  }

  /** Names that answer what the test says, the next answer at each lookup. */
  private static final class Names extends InetNameResolver {

    private final Map<String, List<List<InetAddress>>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();

    Names() {
      super(ImmediateEventExecutor.INSTANCE);
    }

    @SafeVarargs
    final Names answer(String name, List<InetAddress>... inTurn) {
      answers.put(name, List.of(inTurn));
      return this;
    }

    int lookups(String name) {
      return lookups.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    protected void doResolve(String name, Promise<InetAddress> promise) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
      int lookup = lookups.computeIfAbsent(name, n -> new AtomicInteger()).getAndIncrement();
      List<List<InetAddress>> known = answers.get(name);
      promise.setSuccess(known.get(Math.min(lookup, known.size() - 1)));
    }
  }

  private static void redirectTo(RawServer.Connection connection, String target)
      throws IOException {
    while (true) {
      connection.readHead();
      connection.write(
          "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static RawServer redirecting(String target) throws IOException {
    return new RawServer(connection -> redirectTo(connection, target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://127.1:%d/",
        "http://2130706433:%d/",
        "http://0:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://[::]:%d/",
        "http://public.example@127.0.0.1:%d/",
        "//127.0.0.1:%d/",
      })
  void should_not_connect_to_an_address_that_is_not_public(String target) throws Exception {
    try (RawServer inside = new RawServer(RawServer.Connection::readHead);
        RawServer api = redirecting(target.formatted(inside.port()));
        TestingCaller caller = new TestingCaller(GUARDED)) {
      HttpCallException failure = caller.fail(TestingCaller.get(api.url("/")));

      assertThat(failure)
          .hasMessageStartingWith("GET " + api.url("/") + " (redirected to ")
          .hasMessageMatching(
              ".* failed after 1 attempt: the host '[^']+', to which an answer leads, has the"
                  + " address \\S+, which is not public. Do not trust that answer; if it is right,"
                  + " set 'url.allow-private' to 'true'.");
      assertThat(inside.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://0x7f000001:%d/", "http://0x7f.1:%d/"})
  void should_not_be_led_to_this_machine_by_an_odd_spelling(String target) throws Exception {
    // JDKs differ in what they take for an address; none may get there.
    try (RawServer inside = new RawServer(RawServer.Connection::readHead);
        RawServer api = redirecting(target.formatted(inside.port()));
        TestingCaller caller =
            new TestingCaller(
                new TestingConfig()
                    .redirects(RedirectPolicy.ALL)
                    .allowPrivate(false)
                    .connectTimeout(Duration.ofMillis(500)))) {
      caller.fail(TestingCaller.get(api.url("/")));

      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void should_follow_a_link_to_a_private_address_if_told_so() throws Exception {
    try (RawServer inside = answering();
        RawServer api = redirecting("http://127.0.0.1:" + inside.port() + "/");
        TestingCaller caller =
            new TestingCaller(
                new TestingConfig().redirects(RedirectPolicy.ALL).allowPrivate(true))) {
      assertThat(caller.respond(TestingCaller.get(api.url("/"))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void should_check_the_addresses_of_a_foreign_next_page() throws Exception {
    HttpRequest first = TestingCaller.get("https://api.example.com/");
    NextLinks links = new NextLinks(new HostRules(RedirectPolicy.ALL, AllowedHosts.ANY, false));
    try (RawServer inside = new RawServer(RawServer.Connection::readHead);
        TestingCaller caller = new TestingCaller(GUARDED)) {
      HttpRequest next = links.follow(first, inside.url("/page/2"));

      assertThat(caller.fail(next))
          .hasMessage(
              "GET %s failed after 1 attempt: the host 'localhost', to which an answer leads, has"
                  + " the address 127.0.0.1, which is not public. Do not trust that answer; if it"
                  + " is right, set 'url.allow-private' to 'true'.",
              inside.url("/page/2"));
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void should_connect_to_the_address_that_was_checked() throws Exception {
    // The test's public address is 127.0.0.2; a name that says so once, then 127.0.0.1.
    InetAddress home = address("127.0.0.1");
    InetAddress outside = address("127.0.0.2");
    try (RawServer open = answering(outside)) {
      Names names =
          new Names()
              .answer("api.test", List.of(home))
              .answer("rebinding.test", List.of(outside), List.of(home));
      try (RawServer api = redirecting("http://rebinding.test:" + open.port() + "/");
          TestingCaller caller = caller(names, outside)) {
        HttpRequest request = TestingCaller.get("http://api.test:" + api.port() + "/");

        assertThat(caller.respond(request).statusCode()).isEqualTo(200);
        assertThat(names.lookups("rebinding.test")).isEqualTo(1);
        assertThat(open.connections()).isEqualTo(1);

        assertThat(caller.fail(request))
            .hasMessageContaining(
                "the host 'rebinding.test', to which an answer leads, has the address 127.0.0.1,"
                    + " which is not public.");
        assertThat(names.lookups("rebinding.test")).isEqualTo(2);
        assertThat(open.connections()).isEqualTo(1);
      }
    }
  }

  @Test
  void should_refuse_a_name_with_one_address_that_is_not_public() throws Exception {
    InetAddress home = address("127.0.0.1");
    InetAddress outside = address("127.0.0.2");
    Names names =
        new Names().answer("api.test", List.of(home)).answer("two.test", List.of(outside, home));
    try (RawServer open = answering(outside);
        RawServer api = redirecting("http://two.test:" + open.port() + "/");
        TestingCaller caller = caller(names, outside)) {
      assertThat(caller.fail(TestingCaller.get("http://api.test:" + api.port() + "/")))
          .hasMessageContaining("the host 'two.test', to which an answer leads, has the address");
      assertThat(open.connections()).isZero();
    }
  }

  @Test
  void should_not_take_a_pooled_connection_whose_address_nobody_checked() throws Exception {
    InetAddress home = address("127.0.0.1");
    try (RawServer inside =
        new RawServer(
            connection -> {
              while (true) {
                String head = connection.readHead();
                connection.write(
                    head.startsWith("GET /away")
                        ? "HTTP/1.1 302 Found\r\nLocation: http://b.test:"
                            + head.replaceAll("(?si).*\r\nhost: [^:]*:(\\d+).*", "$1")
                            + "/x\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      Names names = new Names().answer("a.test", List.of(home)).answer("b.test", List.of(home));
      try (TestingCaller caller = caller(names, address("127.0.0.2"))) {
        // The table's own host: a connection to b.test waits in the pool.
        String own = "http://b.test:" + inside.port() + "/own";
        assertThat(caller.respond(TestingCaller.get(own)).statusCode()).isEqualTo(200);

        assertThat(caller.fail(TestingCaller.get("http://a.test:" + inside.port() + "/away")))
            .hasMessageContaining("the host 'b.test', to which an answer leads, has the address");
        assertThat(inside.heads()).noneMatch(head -> head.startsWith("GET /x"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "172.15.255.255, true",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "172.32.0.0, true",
    "10.1.2.3, false",
    "100.63.255.255, true",
    "100.64.0.1, false",
    "100.127.255.255, false",
    "127.0.0.1, false",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "169.254.169.254, false",
    "192.168.0.1, false",
    "192.0.0.8, false",
    "198.18.0.1, false",
    "203.0.113.9, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "2606:4700:4700::1111, true",
    "::1, false",
    "::, false",
    "::ffff:10.0.0.1, false",
    "::ffff:8.8.8.8, true",
    "::8.8.8.8, false",
    "fe80::1, false",
    "fec0::1, false",
    "fc00::1, false",
    "fd12:3456::1, false",
    "ff02::1, false",
    "64:ff9b::8.8.8.8, true",
    "64:ff9b::10.0.0.1, false",
    "64:ff9b:1::1, false",
    "2002:7f00:1::, false",
    "2001::1, false",
    "2001:db8::1, false",
  })
  void should_know_public_addresses(String literal, boolean expected) throws Exception {
    assertThat(PublicAddresses.contains(address(literal))).isEqualTo(expected);
  }

  private static TestingCaller caller(Names names, InetAddress isPublic) {
    return new TestingCaller(
        GUARDED,
        CallHooks.none(),
        real ->
            new CallEnvironment(
                real.lease(), real.timer(), real.random(), names, isPublic::equals));
  }

  private static RawServer answering() throws IOException {
    return answering(InetAddress.getLoopbackAddress());
  }

  private static RawServer answering(InetAddress address) throws IOException {
    return new RawServer(
        address,
        connection -> {
          connection.readHead();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          connection.close();
        });
  }
}
