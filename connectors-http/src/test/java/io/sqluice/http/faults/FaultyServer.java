package io.sqluice.http.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.sqluice.http.client.RawServer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A server that behaves as a fault says, and knows what it was asked. */
interface FaultyServer extends AutoCloseable {

  String url();

  /** The targets of all requests so far, in order of arrival. */
  List<String> asked();

  @Override
  void close();

  static FaultyServer of(Fault.Behaviour behaviour, WireMockServer shared) throws IOException {
    if (behaviour instanceof Fault.Playing playing) {
      return new Raw(new RawServer(playing.script()));
    }
    answer(shared, ((Fault.Answering) behaviour).answers());
    return new Mocked(shared);
  }

  private static void answer(WireMockServer api, List<ResponseDefinitionBuilder> answers) {
    api.resetAll();
    for (int i = 0; i < answers.size(); i++) {
      String state = i == 0 ? Scenario.STARTED : "answered " + i;
      String next = i == answers.size() - 1 ? state : "answered " + (i + 1);
      api.stubFor(
          any(anyUrl())
              .inScenario("fault")
              .whenScenarioStateIs(state)
              .willReturn(answers.get(i))
              .willSetStateTo(next));
    }
  }

  /** The shared server, for the time of one fault. */
  record Mocked(WireMockServer server) implements FaultyServer {

    @Override
    public String url() {
      return server.baseUrl();
    }

    @Override
    public List<String> asked() {
      List<String> newestFirst =
          server.getAllServeEvents().stream()
              .map(event -> event.getRequest().getUrl())
              .collect(Collectors.toList());
      Collections.reverse(newestFirst);
      return newestFirst;
    }

    @Override
    public void close() {
      // It serves the next fault.
    }
  }

  /** A server of one fault's own. */
  record Raw(RawServer server) implements FaultyServer {

    @Override
    public String url() {
      return server.url("");
    }

    @Override
    public List<String> asked() {
      return server.heads().stream().map(head -> head.split(" ")[1]).toList();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
