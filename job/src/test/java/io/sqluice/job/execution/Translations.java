package io.sqluice.job.execution;

import io.sqluice.job.dialect.Dialect;
import io.sqluice.job.dialect.Translation;
import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptParameters;
import io.sqluice.job.script.Setting;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;

/** What the statements of a script become, in a session of their own. */
public final class Translations {

  private final Session session;
  private final Dialect dialect;

  private Translations(Script script) {
    SessionSettings settings = SessionSettings.of(script, RunOptions.defaults());
    this.session = Session.open(JobTarget.forPlanning(settings), settings);
    this.dialect =
        new Dialect(
            new SessionTables(session, new StatementErrors()),
            new DefinedSecrets(Optional.empty(), true));
  }

  public static List<String> of(String tables, String text) {
    Script script = read(tables + text);
    Translations translations = new Translations(script);
    List<String> all = new ArrayList<>();
    script.statements().forEach(statement -> all.addAll(translations.of(statement)));
    return all.subList(read(tables).statements().size(), all.size());
  }

  private static Script read(String text) {
    return Script.read("-", "-", text, ScriptParameters.from(List.of()));
  }

  private List<String> of(Statement statement) {
    if (Setting.of(statement).isPresent()) {
      Setting setting = Setting.of(statement).orElseThrow();
      setting.value().ifPresent(value -> session.set(setting.key().orElseThrow(), value));
      return List.of(statement.text());
    }
    Translation translation = dialect.translate(statement);
    if (!(translation instanceof Translation.Flink flink)) {
      return List.of("-- " + translation.getClass().getSimpleName());
    }
    for (Statement translated : flink.statements()) {
      Operation operation = session.parse(translated.text());
      if (!(operation instanceof QueryOperation) && !(operation instanceof ModifyOperation)) {
        session.execute(operation);
      }
    }
    return flink.statements().stream().map(Statement::text).toList();
  }
}
