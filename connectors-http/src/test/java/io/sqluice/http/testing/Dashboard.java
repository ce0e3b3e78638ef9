package io.sqluice.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/** What the dashboard of a cluster can be asked, in its REST API's own words. */
public final class Dashboard {

  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "/config",
          "/overview",
          "/jobs/overview",
          "/jobs/metrics",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/metrics",
          "/jobmanager/thread-dump",
          "/taskmanagers");

  private static final List<String> OF_A_TASK_MANAGER = List.of("", "/metrics", "/thread-dump");

  private static final List<String> OF_A_JOB =
      List.of(
          "",
          "/config",
          "/exceptions",
          "/plan",
          "/accumulators?includeSerializedValue=true",
          "/checkpoints",
          "/checkpoints/config",
          "/metrics",
          "/status",
          "/jobmanager/config",
          "/jobmanager/environment");

  private static final List<String> OF_A_VERTEX =
      List.of(
          "",
          "/accumulators",
          "/backpressure",
          "/jm-operator-metrics",
          "/metrics",
          "/subtasks/accumulators",
          "/subtasks/metrics",
          "/subtasks/0",
          "/subtasktimes",
          "/taskmanagers",
          "/watermarks");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI address;

  public Dashboard(URI address) {
    this.address = address;
  }

  /** The answers to all questions about the cluster and its jobs, by path. */
  public Map<String, String> answers(List<JobID> jobs) throws IOException, InterruptedException {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String path : OF_THE_CLUSTER) {
      ask(path, answers);
    }
    for (JsonNode worker : mapper.readTree(answers.get("/taskmanagers")).get("taskmanagers")) {
      for (String path : OF_A_TASK_MANAGER) {
        ask("/taskmanagers/" + worker.get("id").asText() + path, answers);
      }
    }
    for (JobID job : jobs) {
      ofJob("/jobs/" + job, answers);
    }
    return answers;
  }

  private void ofJob(String job, Map<String, String> answers)
      throws IOException, InterruptedException {
    for (String path : OF_A_JOB) {
      ask(job + path, answers);
    }
    for (JsonNode vertex : mapper.readTree(answers.get(job)).get("vertices")) {
      for (String path : OF_A_VERTEX) {
        ask(job + "/vertices/" + vertex.get("id").asText() + path, answers);
      }
    }
  }

  /** An answer that says no is searched too. */
  private void ask(String path, Map<String, String> answers)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    answers.put(path, client.send(request, BodyHandlers.ofString()).body());
  }
}
