package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.asynchttpclient.AsyncHttpClient;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {

  private static final ConnectionSettings SETTINGS = settings(Duration.ofSeconds(10));

  private static ConnectionSettings settings(Duration connectTimeout) {
    return new ConnectionSettings(connectTimeout, TlsSettings.read(TlsConfig.JVM), null);
  }

  private static Set<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sqluice-"))
        .collect(Collectors.toSet());
  }

  @Test
  void should_share_until_the_last_lease_is_closed() {
    Lease first = SharedResources.acquire();
    Lease second = SharedResources.acquire();
    AsyncHttpClient client = first.client(SETTINGS);

    assertThat(second.timers()).isSameAs(first.timers());
    assertThat(second.workers()).isSameAs(first.workers());
    assertThat(second.client(SETTINGS)).isSameAs(client);
    assertThat(second.client(settings(Duration.ofSeconds(5)))).isNotSameAs(client);

    first.close();
    first.close();
    assertThat(client.isClosed()).isFalse();
    assertThat(second.timers().isShutdown()).isFalse();
    assertThat(second.workers().isShutdown()).isFalse();

    second.close();
    assertThat(client.isClosed()).isTrue();
    assertThat(second.timers().isShutdown()).isTrue();
    assertThat(second.workers().isShutdown()).isTrue();
  }

  @Test
  void should_close_connections_with_their_last_holder() {
    try (Lease first = SharedResources.acquire();
        Lease second = SharedResources.acquire();
        Lease other = SharedResources.acquire()) {
      AsyncHttpClient client = first.client(SETTINGS);
      second.client(SETTINGS);
      AsyncHttpClient others = other.client(settings(Duration.ofSeconds(5)));

      first.close();
      assertThat(client.isClosed()).isFalse();
      second.close();
      assertThat(client.isClosed()).isTrue();
      assertThat(others.isClosed()).isFalse();
    }
  }

  @Test
  void should_start_anew_after_the_last_lease() throws Exception {
    Lease old = SharedResources.acquire();
    old.close();

    try (Lease fresh = SharedResources.acquire()) {
      assertThat(fresh.workers()).isNotSameAs(old.workers());
      assertThat(fresh.workers().submit(() -> Thread.currentThread().getName()).get())
          .isEqualTo("sqluice-worker-1");
    }
  }

  @Test
  void should_leave_no_thread_behind() throws Exception {
    Set<Thread> before = ourThreads();
    SharedResources resources = new SharedResources();
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readHead();
              connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              connection.readHead();
            })) {
      resources
          .acquireClient(SETTINGS)
          .executeRequest(
              org.asynchttpclient.Dsl.get(server.url("/"))
                  .setNameResolver(resources.nameResolver())
                  .build())
          .get(20, TimeUnit.SECONDS);
      resources.workers().submit(() -> {}).get(20, TimeUnit.SECONDS);
      resources.timers().submit(() -> {}).get(20, TimeUnit.SECONDS);
      Set<Thread> started = ourThreads();
      started.removeAll(before);
      assertThat(started)
          .extracting(thread -> thread.getName().replaceAll("-[0-9-]+$", ""))
          .contains(
              "sqluice-io", "sqluice-pool", "sqluice-lookup", "sqluice-timer", "sqluice-worker");
      assertThat(started).allMatch(Thread::isDaemon);

      resources.close();

      for (Thread thread : started) {
        thread.join(20_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
