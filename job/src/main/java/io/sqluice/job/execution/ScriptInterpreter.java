package io.sqluice.job.execution;

import io.sqluice.job.dialect.CreateStatement;
import io.sqluice.job.dialect.Dialect;
import io.sqluice.job.dialect.DropStatement;
import io.sqluice.job.dialect.NearestNames;
import io.sqluice.job.dialect.ShowStatement;
import io.sqluice.job.dialect.Translation;
import io.sqluice.job.dialect.secret.SecretCommand;
import io.sqluice.job.script.BatchCalls;
import io.sqluice.job.script.FunctionCall;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Setting;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/**
 * Goes through a script: executes what takes effect at once, and collects what makes up the jobs.
 */
final class ScriptInterpreter {

  /** What queries read or write. */
  private static final Set<String> QUERIED = Set.of("SOURCE", "SINK", "TABLE", "VIEW");

  private final Session session;
  private final SessionSettings settings;
  private final Answers answers;
  private final ScriptSecrets secrets;
  private final boolean dry;
  private final List<JobStatement> jobStatements = new ArrayList<>();
  private final Map<ObjectIdentifier, Statement> tables = new LinkedHashMap<>();
  private final StatementErrors errors = new StatementErrors();
  private final FailedObjects failedObjects = new FailedObjects();
  private final List<ScriptProblem> problems = new ArrayList<>();
  private final List<ScriptProblem> notChecked = new ArrayList<>();
  private final Dialect dialect;
  private final ScriptObjects objects;
  private final List<Statement> translated = new ArrayList<>();
  private int selects;

  /** Takes the answers of statements such as SHOW. */
  interface Answers {
    void print(TableResultInternal result);
  }

  /**
   * @param dry whether nothing outside the session may be touched: statements that would are only
   *     parsed
   */
  ScriptInterpreter(
      Session session,
      SessionSettings settings,
      Answers answers,
      ScriptSecrets secrets,
      boolean dry) {
    this.session = session;
    this.settings = settings;
    this.answers = answers;
    this.secrets = secrets;
    this.dry = dry;
    this.objects = new ScriptObjects(session.catalog());
    SessionTables tables = new SessionTables(session, errors);
    this.dialect = new Dialect(tables, secrets.defined());
    errors.suggest(
        new Suggestions(new NearestNames(tables), () -> List.of(session.tables().listFunctions())));
  }

  InterpretedScript interpret(Script script) {
    for (Statement statement : script.statements()) {
      try {
        interpret(statement);
      } catch (Exception e) {
        fail(statement, e);
      }
    }
    if (problems.isEmpty() && new LimitPushDown(session).allowIn(script, jobStatements)) {
      // The sources of a query are made when it is parsed.
      Statement alone = jobStatements.remove(0).statement();
      selects = 0;
      interpretFlink(alone);
    }
    problems.addAll(
        new UnreachableSecrets(session.catalog(), secrets.defined())
            .in(tables, translated, jobStatements));
    problems.addAll(new SinkTransactions(tables).shared(jobStatements));
    return new InterpretedScript(jobStatements, tables, problems, notChecked, errors, translated);
  }

  private void interpret(Statement statement) {
    Optional<Setting> setting = Setting.of(statement);
    if (setting.isPresent()) {
      translated.add(statement);
      set(statement, setting.get());
      return;
    }
    Optional<SecretCommand> secret = SecretCommand.of(statement);
    if (secret.isPresent()) {
      secrets
          .execute(statement, secret.get(), tables)
          .filter(answer -> problems.isEmpty())
          .ifPresent(answers::print);
      return;
    }
    Translation translation = dialect.translate(statement);
    if (translation instanceof Translation.Flink flink) {
      if (interpretTranslated(flink.statements())) {
        noteCreated(statement, flink.statements());
      } else {
        failedObjects.addCreatedBy(statement);
      }
    } else if (translation instanceof Translation.Drop drop) {
      drop(statement, drop.drop());
    } else if (translation instanceof Translation.Show show) {
      show(show.show());
    }
  }

  /** Whether all went well. */
  private boolean interpretTranslated(List<Statement> statements) {
    int before = problems.size();
    for (Statement statement : statements) {
      translated.add(statement);
      try {
        interpretFlink(statement);
      } catch (Exception e) {
        // Flink speaks of places in what it was given.
        fail(statement, e);
        return false;
      }
      if (problems.size() > before) {
        return false;
      }
    }
    return true;
  }

  private void noteCreated(Statement statement, List<Statement> translated) {
    CreateStatement.of(statement)
        .filter(create -> QUERIED.contains(create.kind()) && !create.name().isEmpty())
        .ifPresent(
            create -> objects.add(create.kind(), create.name().path(), statement, translated));
  }

  private void drop(Statement statement, DropStatement drop) {
    if (drop.isOurs() && failedObjects.has(drop.path())) {
      return;
    }
    ScriptObjects.Dropping dropping = objects.drop(statement, drop);
    // A dropped sink's query does not run.
    jobStatements.removeIf(job -> dropping.undone().contains(job.statement()));
    translated.removeIf(
        part -> dropping.undone().contains(part) && CreateStatement.of(part).isEmpty());
    interpretTranslated(dropping.statements());
  }

  private void show(ShowStatement show) {
    if (problems.isEmpty()) {
      answers.print(
          session.list(
              show == ShowStatement.MATERIALIZED_VIEWS
                  ? List.of()
                  : objects.names(show == ShowStatement.SOURCES ? "SOURCE" : "SINK"),
              show.column()));
    }
  }

  private void fail(Statement statement, Exception thrown) {
    if (!failedObjects.explain(thrown)) {
      problems.addAll(errors.problems(statement, thrown));
    }
    failedObjects.addCreatedBy(statement);
  }

  /** A statement that Flink takes. */
  private void interpretFlink(Statement statement) {
    List<ScriptProblem> callProblems = callProblems(statement);
    if (!callProblems.isEmpty()) {
      problems.addAll(callProblems);
      failedObjects.addCreatedBy(statement);
      return;
    }
    Operation operation = session.parse(statement.text());
    if (operation instanceof QueryOperation query) {
      requireKeptOrder(statement);
      jobStatements.add(SelectStatement.of(session, statement, query, ++selects));
    } else if (operation instanceof StatementSetOperation set) {
      addWrite(statement, set.getOperations());
    } else if (operation instanceof ModifyOperation modify) {
      addWrite(statement, List.of(modify));
    } else if (operation instanceof SetOperation) {
      list();
    } else if (OperationKinds.startsJob(operation)) {
      problems.add(
          statement.problem(
              "this statement runs as a job of its own, which a script cannot do: run it in the Flink SQL client"));
    } else if (OperationKinds.isInteractive(operation)) {
      problems.add(
          statement.problem("this command is for interactive use: take it out of the script"));
    } else if (!OperationKinds.isTransactionBracket(operation)) {
      execute(statement, operation);
    }
  }

  /** The first rows of an order come as changes, which do not say what the order was. */
  private void requireKeptOrder(Statement statement) {
    List<String> words = statement.outerWords();
    if (settings.isBatch()
        && settings.isStreaming()
        && words.contains("ORDER")
        && (words.contains("LIMIT") || words.contains("FETCH"))) {
      problems.add(
          statement.problem(
              "with DUCKDB in the script, --batch runs a streaming job, which loses the order of"
                  + " ORDER BY with LIMIT: leave out one of them, or sort and limit in the query"
                  + " of DUCKDB"));
    }
  }

  private List<ScriptProblem> callProblems(Statement statement) {
    if (FunctionCall.of(statement, BatchCalls.FUNCTION).isEmpty()) {
      return List.of();
    }
    List<String> names = session.argumentNames(BatchCalls.FUNCTION);
    return names.isEmpty() ? List.of() : BatchCallErrors.problems(statement, names);
  }

  private void set(Statement statement, Setting setting) {
    if (!jobStatements.isEmpty()) {
      problems.add(
          statement.problem(
              "a SET behind the first query ("
                  + jobStatements.get(0).statement()
                  + ") has no effect on it, and all queries run as one job: move it above"));
      return;
    }
    if (setting.key().isPresent() && settings.fixed(setting.key().get()).isPresent()) {
      return;
    }
    if (setting.value().isPresent()) {
      session.set(setting.key().orElseThrow(), setting.value().get());
    } else {
      session.reset(setting.key());
    }
  }

  private void list() {
    session.listSettings().ifPresent(answers::print);
  }

  private void addWrite(Statement statement, List<ModifyOperation> operations) {
    List<ModifyOperation> writes = new ArrayList<>();
    for (ModifyOperation operation : operations) {
      if (operation instanceof CreateTableASOperation create) {
        createTable(statement, create.getCreateTableOperation());
        writes.add(create.toSinkModifyOperation(session.catalog()));
      } else if (operation instanceof ReplaceTableAsOperation) {
        problems.add(
            statement.problem(
                "REPLACE TABLE AS is not supported in a script: use DROP TABLE and CREATE TABLE AS"));
      } else if (operation instanceof SinkModifyOperation sink
          && (sink.isDelete() || sink.isUpdate())) {
        problems.add(
            statement.problem(
                "DELETE and UPDATE run as a job of their own, which a script cannot do: run them in the Flink SQL"
                    + " client"));
      } else {
        writes.add(operation);
      }
    }
    if (!writes.isEmpty()) {
      jobStatements.add(new JobStatement(statement, writes, Optional.empty()));
    }
  }

  private void execute(Statement statement, Operation operation) {
    if (operation instanceof CreateTableOperation create) {
      createTable(statement, create);
      return;
    }
    if (dry && OperationKinds.touchesOutside(operation)) {
      return;
    }
    TableResultInternal result = session.execute(operation);
    if (result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT && problems.isEmpty()) {
      answers.print(result);
    }
  }

  private void createTable(Statement statement, CreateTableOperation create) {
    if (dry && FetchedColumns.in(create)) {
      failedObjects.addCreatedBy(statement);
      notChecked.add(
          statement.problem(
              StatementErrors.keyPosition(statement, "schema.infer"),
              "the columns of table "
                  + create.getTableIdentifier().asSummaryString()
                  + " come from a request, which is sent when the script runs; neither it nor what"
                  + " reads it is looked at"));
      return;
    }
    session.execute(create);
    tables.put(create.getTableIdentifier(), statement);
    errors.addTable(create.getTableIdentifier().asSummaryString(), statement);
  }
}
