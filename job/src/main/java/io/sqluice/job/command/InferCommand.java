package io.sqluice.job.command;

import io.sqluice.job.execution.RootCause;
import io.sqluice.job.execution.TableDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the CREATE TABLE for what an API answers. */
@Command(
    name = "infer",
    description = {
      "Prints the CREATE TABLE for what an API answers, or for an answer in a file.",
      "With --url one request is sent; with --file none.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InferCommand implements Callable<Integer> {

  /** Stands in the statement for what is left to fill in: a parameter of scripts. */
  private static final String URL_PARAMETER = "${url}";

  /** What connectors say of a table. */
  private static final Pattern PROBLEMS =
      Pattern.compile("Table \\S+ has \\d+ problems?:\n(.*)", Pattern.DOTALL);

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Sample sample;

  @Option(names = "--jq", paramLabel = "PROGRAM", description = "Makes the records of an answer.")
  private String jq;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "json, ndjson or csv; default: json.")
  private Format format;

  @Option(
      names = "--with",
      paramLabel = "KEY=VALUE",
      description =
          "Another option of the table, such as headers.Accept=text/csv; may be given several times.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "inferred",
      description = "The table's name; default: ${DEFAULT-VALUE}.")
  private String table;

  /** What an answer is. */
  enum Format {
    JSON,
    NDJSON,
    CSV
  }

  /** Where the answer is. */
  static final class Sample {

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The address to ask.",
        required = true)
    private String url;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A file with an answer, such as curl saves with -o.",
        required = true)
    private Path file;
  }

  InferCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (sample.file != null && !Files.isReadable(sample.file)) {
      throw new ParameterException(
          spec.commandLine(),
          "cannot read the file "
              + sample.file
              + ": "
              + (Files.exists(sample.file) ? "it may not be read" : "there is no such file"));
    }
    context.out().print(write());
    context.out().flush();
    if (sample.file != null) {
      context
          .display()
          .message(
              "sqluice: put the API's address in the place of "
                  + URL_PARAMETER
                  + ", or run the script with --param url=ADDRESS");
    }
    return 0;
  }

  private String write() {
    try {
      return TableDraft.write(table, shown(), inference());
    } catch (ValidationException | TableException e) {
      Matcher problems = PROBLEMS.matcher(RootCause.message(e));
      if (!problems.matches()) {
        throw e;
      }
      String text = problems.group(1).replaceAll("(?m)^ {2}- ", "");
      if (text.startsWith("'schema.")) {
        // Not an argument is wrong but what was read.
        TableException unusable = new TableException(text.replaceFirst("'schema\\.\\w+': ", ""));
        unusable.addSuppressed(e);
        throw unusable;
      }
      throw new ParameterException(spec.commandLine(), text, e);
    }
  }

  /** In the order of the statement. */
  private Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("connector", "http");
    shown.put("url", sample.url == null ? URL_PARAMETER : sample.url);
    if (format != null && format != Format.JSON) {
      shown.put("format", format.name().toLowerCase(Locale.ROOT));
    }
    if (jq != null) {
      shown.put("jq", jq);
    }
    if (format == Format.CSV) {
      // Flink's own format takes fields by position and no header.
      shown.put("transform.sql", "SELECT * FROM payload");
    }
    if (!options.containsKey("schedule")) {
      shown.put("scan.poll-interval", "1 min");
    }
    shown.putAll(options);
    return shown;
  }

  private Map<String, String> inference() {
    return sample.url == null
        ? Map.of("url", "http://localhost", "schema.sample", sample.file.toString())
        : Map.of("schema.infer", "fetch");
  }
}
