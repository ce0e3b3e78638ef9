package io.sqluice.job.execution;

import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.job.dialect.secret.CreateSecret;
import io.sqluice.job.output.Display;
import io.sqluice.job.output.OutputFormat;
import io.sqluice.job.output.PrintedQuery;
import io.sqluice.job.output.ResultPrinter;
import io.sqluice.job.progress.ProgressLine;
import io.sqluice.job.progress.TableMetrics;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import io.sqluice.job.state.Checkpoint;
import io.sqluice.job.state.ScriptChanges;
import io.sqluice.job.state.ScriptState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;

/** Runs a script: stage by stage, from its text to the last row. */
public final class ScriptRunner {

  private final Script script;
  private final RunOptions options;
  private final PrintStream out;
  private final Display display;
  private final BooleanSupplier terminal;
  private final StopRequest stop;
  private final SessionSettings settings;
  private final Optional<ScriptState> state;

  /**
   * @param out for rows, and nothing else
   * @param terminal whether the display can draw a line anew in place
   */
  public ScriptRunner(
      Script script,
      RunOptions options,
      PrintStream out,
      Display display,
      BooleanSupplier terminal,
      StopRequest stop) {
    this.script = script;
    this.options = options;
    this.out = out;
    this.display = display;
    this.terminal = terminal;
    this.stop = stop;
    this.settings = SessionSettings.of(script, options);
    this.state =
        options
            .checkpoints()
            .map(
                checkpoints ->
                    ScriptState.of(
                        checkpoints.directory(),
                        settings.pipelineName().orElse(script.identity())));
  }

  /**
   * Runs until the last job ends or the run is asked to stop.
   *
   * @throws ScriptException if the script is not valid; nothing has run then
   * @throws JobFailedException if a job does not run to its end
   */
  public void run() throws JobFailedException {
    if (settings.isBatch() && options.checkpoints().isPresent()) {
      throw new ScriptException(
          script.problem(
              "a batch run keeps no checkpoints: leave out --checkpoint-dir, or run in streaming mode"));
    }
    TableMetrics metrics = new TableMetrics();
    try (SessionSecrets values = SessionSecrets.open();
        JobTarget target = JobTarget.start(settings, options, metrics)) {
      Session session = Session.open(target.environment(), settings);
      ScriptSecrets secrets =
          new ScriptSecrets(session, Optional.of(values), JobTarget.isThisProcess());
      ResultPrinter printer = printer(session);
      InterpretedScript interpreted =
          new ScriptInterpreter(
                  session, settings, result -> answer(printer, result), secrets, false)
              .interpret(script);
      interpreted.throwProblems(session);
      List<ScriptProblem> missing = secrets.missing(interpreted.tables());
      if (!missing.isEmpty()) {
        throw new ScriptException(missing);
      }
      rejectSeveralQueriesAsCsv(interpreted.jobStatements());
      List<List<JobStatement>> stages =
          new StagePlanner(interpreted.translated(), session, interpreted.errors())
              .stages(interpreted.jobStatements(), settings.isBatch());
      if (options.dashboardPort().isPresent()) {
        target.dashboard().ifPresent(uri -> display.message("Flink's dashboard: " + uri));
      }
      try (ProgressLine line = ProgressLine.start(metrics, display, terminal)) {
        run(target, session, interpreted, stages, printer);
      }
    }
  }

  private void run(
      JobTarget target,
      Session session,
      InterpretedScript interpreted,
      List<List<JobStatement>> stages,
      ResultPrinter printer)
      throws JobFailedException {
    if (stages.isEmpty()) {
      display.message("the script has no SELECT and no INSERT: no job was run");
      return;
    }
    JobPlanner planner = new JobPlanner(session, interpreted);
    Optional<Checkpoint> restored = options.resume() ? restore(session) : Optional.empty();
    state.ifPresent(kept -> configureCheckpoints(session, kept));
    boolean first = true;
    for (List<JobStatement> stage : stages) {
      if (stop.isRequested()) {
        return;
      }
      StreamGraph graph = planner.plan(stage);
      JobClient job = submit(session, graph, restored);
      RestartWatch restarts =
          new RestartWatch(() -> target.failuresBeforeRestart(job.getJobID()), display);
      JobRun run = new JobRun(job, stop, state, restarts);
      if (first) {
        startTimer();
        first = false;
      }
      List<QueryOutput> queries = queries(stage, interpreted.jobStatements());
      try {
        run.await(queries, printer, restored.map(Checkpoint::printedRows).orElse(Map.of()));
      } catch (JobFailedException e) {
        throw explained(e, restored);
      }
      state.ifPresent(kept -> kept.recordScript(statements()));
    }
  }

  private ResultPrinter printer(Session session) {
    Configuration configuration = settings.configuration();
    OutputFormat.Settings look =
        new OutputFormat.Settings(
            session.tables().getConfig().getLocalTimeZone(),
            configuration.get(TableConfigOptions.DISPLAY_MAX_COLUMN_WIDTH));
    return new ResultPrinter(
        options.output().writer(out, look), display, out::checkError, options.maxRows());
  }

  private static void answer(
      ResultPrinter printer, org.apache.flink.table.api.internal.TableResultInternal result) {
    List<RowData> rows = new ArrayList<>();
    try (CloseableIterator<RowData> iterator = result.collectInternal()) {
      iterator.forEachRemaining(rows::add);
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the answer of a statement", e);
    }
    printer.answer(
        (RowType) result.getResolvedSchema().toPhysicalRowDataType().getLogicalType(), rows);
  }

  private void rejectSeveralQueriesAsCsv(List<JobStatement> statements) {
    List<Statement> selects =
        statements.stream()
            .filter(statement -> statement.select().isPresent())
            .map(JobStatement::statement)
            .toList();
    if (options.output() == OutputFormat.CSV && selects.size() > 1) {
      throw new ScriptException(
          selects
              .get(1)
              .problem(
                  "--output csv has one header line and so one SELECT, but there is another at "
                      + selects.get(0)
                      + ": use --output json, or INSERT into a file"));
    }
  }

  private List<QueryOutput> queries(List<JobStatement> stage, List<JobStatement> all) {
    long selects = all.stream().filter(statement -> statement.select().isPresent()).count();
    List<QueryOutput> queries = new ArrayList<>();
    for (JobStatement statement : stage) {
      statement
          .select()
          .ifPresent(
              sink ->
                  queries.add(
                      new QueryOutput(
                          sink,
                          new PrintedQuery(
                              sink.number(),
                              selects > 1,
                              statement.statement().toString(),
                              sink.type(),
                              sink.isUpdating() && !settings.isBatch()),
                          sink.isUpdating() && settings.isBatch())));
    }
    return queries;
  }

  private Optional<Checkpoint> restore(Session session) {
    Optional<Checkpoint> newest = state.orElseThrow().newest();
    if (newest.isEmpty()) {
      display.message("nothing to resume from in " + state.get().directory() + ": starting afresh");
      return newest;
    }
    display.message("resuming from " + newest.get().path());
    session.set(StateRecoveryOptions.SAVEPOINT_PATH.key(), newest.get().path());
    // The run takes the checkpoint over, so that it goes once newer ones exist.
    session.set(StateRecoveryOptions.RESTORE_MODE.key(), RecoveryClaimMode.CLAIM.name());
    return newest;
  }

  private void configureCheckpoints(Session session, ScriptState kept) {
    session.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(), kept.directory().toUri().toString());
    session.set(CheckpointingOptions.CHECKPOINT_STORAGE.key(), "filesystem");
  }

  private JobClient submit(Session session, StreamGraph graph, Optional<Checkpoint> restored)
      throws JobFailedException {
    JobClient job;
    try {
      job = session.environment().executeAsync(graph);
    } catch (Exception e) {
      throw explained(new JobFailedException(RootCause.message(e), e), restored);
    }
    if (restored.isEmpty()) {
      // Later runs compare with what the state was begun with.
      state.ifPresent(kept -> kept.recordScript(statements()));
    }
    return job;
  }

  private List<String> statements() {
    return script.statements().stream().map(CreateSecret::textWithoutValue).toList();
  }

  /** Says what to do about a checkpoint that does not fit. */
  private JobFailedException explained(JobFailedException failure, Optional<Checkpoint> restored) {
    if (restored.isEmpty() || !RestoreFailure.is(failure)) {
      return failure;
    }
    List<String> changes =
        ScriptChanges.between(state.orElseThrow().recordedStatements(), statements());
    return new JobFailedException(
        RestoreFailure.message(restored.get(), changes, failure), failure);
  }

  private void startTimer() {
    options
        .duration()
        .map(Duration::toMillis)
        .ifPresent(
            milliseconds ->
                CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS)
                    .execute(stop::request));
  }
}
