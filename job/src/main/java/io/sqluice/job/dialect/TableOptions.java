package io.sqluice.job.dialect;

import io.sqluice.job.dialect.kafka.KafkaOptions;
import io.sqluice.job.dialect.kafka.KafkaTable;
import io.sqluice.job.dialect.kafka.KafkaTranslation;
import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Makes of a table's options those that Flink is given. */
final class TableOptions {

  private static final String CONNECTOR = "connector";

  private static final Map<String, String> NOT_YET =
      Map.of("ws", "WebSocket tables are not there yet: poll the API with connector = 'http'");

  private static final String READ_ONLY =
      "an API is only read: rows are sent to another connector, such as kafka, filesystem or print";

  private static final Map<String, String> NO_SINKS =
      Map.of(
          "http", READ_ONLY,
          "sqluice-http", READ_ONLY,
          "lookup-http", READ_ONLY,
          "sqluice-lookup", READ_ONLY);

  private final Tables tables;
  private final DefinedSecrets secrets;
  private final KafkaOptions kafka = new KafkaOptions();

  /**
   * The options of a sink's table.
   *
   * @param primaryKey the columns that it has to declare; empty for none
   */
  record OfSink(Map<String, String> options, List<String> primaryKey) {}

  TableOptions(Tables tables, DefinedSecrets secrets) {
    this.tables = tables;
    this.secrets = secrets;
  }

  /**
   * The statement with the options that Flink is given; as it is if they are those.
   *
   * @param role of a table that is not a sink
   * @throws ScriptException with what is wrong with them
   */
  Statement translate(Statement statement, KafkaTable.Role role, List<String> columns) {
    Optional<OptionList> list = OptionList.of(statement);
    if (list.isEmpty()) {
      return statement;
    }
    Map<String, String> written = list.get().values();
    requireConnector(statement, list.get()::keyToken, written, NOT_YET);
    Map<String, String> options = withPlaces(written);
    if (KafkaOptions.isKafka(options)
        && (role == KafkaTable.Role.SOURCE || KafkaOptions.isOfDialect(options))) {
      KafkaTable table =
          new KafkaTable(
              role,
              options,
              columns,
              false,
              List.of(),
              tables.hasCheckpoints(),
              tables.secretsDirectory());
      options = checked(statement, list.get()::keyToken, kafka.translate(table)).options();
    }
    return options.equals(written) ? statement : statement.edited(list.get().edits(options));
  }

  /**
   * The options of a sink that a query is written to.
   *
   * @param statement the CREATE SINK
   * @param keyToken the token of an option's key
   * @throws ScriptException with what is wrong with them
   */
  OfSink ofSink(
      Statement statement,
      ToIntFunction<String> keyToken,
      Map<String, String> written,
      Statement query,
      List<Tables.Column> columns) {
    requireConnector(statement, keyToken, written, NOT_YET);
    requireConnector(statement, keyToken, written, NO_SINKS);
    Map<String, String> options = withPlaces(written);
    if (!KafkaOptions.isKafka(options)) {
      return new OfSink(options, List.of());
    }
    Tables.Changes changes = tables.changesOf(query);
    KafkaTranslation translation =
        kafka.translate(
            new KafkaTable(
                KafkaTable.Role.SINK,
                options,
                columns.stream().map(Tables.Column::name).toList(),
                changes.possible(),
                changes.key(),
                tables.hasCheckpoints(),
                tables.secretsDirectory()));
    checked(statement, keyToken, translation);
    return new OfSink(translation.options(), translation.primaryKey());
  }

  /** What a connector cannot do is said before it asks for options of what it can. */
  private static void requireConnector(
      Statement statement,
      ToIntFunction<String> keyToken,
      Map<String, String> options,
      Map<String, String> refused) {
    String why = refused.get(options.getOrDefault(CONNECTOR, ""));
    if (why != null) {
      throw new ScriptException(statement.problemAt(keyToken.applyAsInt(CONNECTOR), why));
    }
  }

  private Map<String, String> withPlaces(Map<String, String> written) {
    Map<String, String> options = new LinkedHashMap<>(written);
    options.putAll(secrets.placesFor(written));
    return options;
  }

  private static KafkaTranslation checked(
      Statement statement, ToIntFunction<String> keyToken, KafkaTranslation translation) {
    List<ScriptProblem> problems =
        translation.problems().stream()
            .map(
                problem ->
                    problem
                        .option()
                        .map(
                            key -> statement.problemAt(keyToken.applyAsInt(key), problem.message()))
                        .orElseGet(() -> statement.problem(problem.message())))
            .toList();
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
    return translation;
  }
}
