package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.output.Display;
import io.sqluice.job.output.OutputFormat;
import io.sqluice.job.output.PrintedQuery;
import io.sqluice.job.output.ResultPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.accumulators.SerializedListAccumulator;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationRequest;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectSinkFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OptionalFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a job whose answers are given, as the coordinator of a sink gives them. */
@Timeout(60)
class SelectReaderTest {

  private static final RowType TYPE =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});
  private static final SelectSink SINK = new SelectSink(1, TYPE, new Configuration());
  private static final long NO_SINK = -1;

  /** A job that answers requests one after the other, and ends when it has no answer left. */
  private static final class GivenJob implements JobClient, CoordinationRequestGateway {

    private final CompletableFuture<JobExecutionResult> end = new CompletableFuture<>();
    private final List<Function<CollectCoordinationRequest, CollectCoordinationResponse>> answers;
    private final Map<String, Object> left;
    private int requests;
    private int looks;

    private GivenJob(
        List<Function<CollectCoordinationRequest, CollectCoordinationResponse>> answers,
        Map<String, Object> left) {
      this.answers = answers;
      this.left = left;
    }

    @Override
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(
        String operatorUid, CoordinationRequest request) {
      if (requests == answers.size()) {
        end.complete(
            new JobExecutionResult(getJobID(), 0, Map.<String, OptionalFailure<Object>>of()));
        return new CompletableFuture<>();
      }
      return CompletableFuture.completedFuture(
          answers.get(requests++).apply((CollectCoordinationRequest) request));
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      looks++;
      return CompletableFuture.completedFuture(left);
    }

    @Override
    public JobID getJobID() {
      return new JobID(0, 0);
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      return CompletableFuture.completedFuture(JobStatus.RUNNING);
    }

    @Override
    public CompletableFuture<Void> cancel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean drain, String directory, SavepointFormatType format) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        String directory, SavepointFormatType format) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      return end;
    }
  }

  private static Function<CollectCoordinationRequest, CollectCoordinationResponse> sink(
      String version, long... rows) {
    return request -> new CollectCoordinationResponse(version, 0, serialized(rows));
  }

  private static CollectCoordinationResponse missing(CollectCoordinationRequest request) {
    return new CollectCoordinationResponse(request.getVersion(), NO_SINK, List.of());
  }

  private static List<byte[]> serialized(long... rows) {
    List<byte[]> all = new ArrayList<>();
    for (long row : rows) {
      try {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SINK.serializer().serialize(GenericRowData.of(row), out);
        all.add(out.getCopyOfBuffer());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return all;
  }

  private static Map<String, Object> left(String version, long first, long... rows)
      throws IOException {
    SerializedListAccumulator<byte[]> accumulator = new SerializedListAccumulator<>();
    accumulator.add(
        CollectSinkFunction.serializeAccumulatorResult(first, version, 0, serialized(rows)),
        BytePrimitiveArraySerializer.INSTANCE);
    return Map.of(SINK.operatorUid(), accumulator.getLocalValue());
  }

  private static String printed(GivenJob job) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultPrinter printer =
        new ResultPrinter(
            OutputFormat.JSON.writer(out, new OutputFormat.Settings(ZoneOffset.UTC, 10)),
            new Display(System.err),
            () -> false,
            Long.MAX_VALUE);
    QueryOutput output =
        new QueryOutput(SINK, new PrintedQuery(1, false, "s.sql:1:1", TYPE, false), false);

    new SelectReader(output, job, job.end, printer, new StopRequest(), 0).run();

    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void should_print_what_a_sink_sends_that_starts_again_after_its_end() throws Exception {
    List<Function<CollectCoordinationRequest, CollectCoordinationResponse>> answers =
        new ArrayList<>(List.of(sink("first"), sink("first", 1)));
    for (int i = 0; i < 8; i++) {
      answers.add(SelectReaderTest::missing);
    }
    answers.add(sink("second"));
    answers.add(sink("second", 1, 2, 3));

    String printed = printed(new GivenJob(answers, left("first", 1, 2)));

    assertThat(printed.lines())
        .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
  }

  @Test
  void should_gather_accumulators_less_and_less_often() {
    List<Function<CollectCoordinationRequest, CollectCoordinationResponse>> answers =
        new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(SelectReaderTest::missing);
    }
    GivenJob job = new GivenJob(answers, Map.of());

    assertThat(printed(job)).isEmpty();

    // With the 1st, 2nd, 4th, 8th, 16th and 32nd of those that come after the shortest pauses.
    assertThat(job.looks).isEqualTo(6);
  }
}
