package io.sqluice.job.command;

import io.sqluice.job.script.ParameterFile;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptParameters;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments that name a script and its parameters. */
final class ScriptArguments {

  private static final String STANDARD_INPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The SQL script; - reads it from standard input.")
  private String file;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "The value of $${NAME} in the script; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--param-file",
      paramLabel = "FILE",
      description = "A file with a NAME=VALUE a line, for parameters that --param does not give.")
  private Path parameterFile;

  /**
   * @param given parameters that come behind those of the command line and before those of the file
   * @throws io.sqluice.job.script.ScriptException if the text cannot be split into statements
   */
  Script read(CommandContext context, Map<String, String> given) {
    ScriptParameters values =
        ScriptParameters.from(List.of(parameters, given, fileParameters(), context.environment()));
    if (file.equals(STANDARD_INPUT)) {
      return Script.read(file, "standard input", standardInput(context), values);
    }
    return Script.read(
        file, Path.of(file).toAbsolutePath().normalize().toString(), text(Path.of(file)), values);
  }

  String file() {
    return file;
  }

  private Map<String, String> fileParameters() {
    if (parameterFile == null) {
      return Map.of();
    }
    try {
      return ParameterFile.read(parameterFile);
    } catch (IOException e) {
      throw unreadable("parameter file", parameterFile, e);
    }
  }

  private String text(Path path) {
    try {
      String text = Files.readString(path);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw unreadable("script", path, e);
    }
  }

  private String standardInput(CommandContext context) {
    try {
      return new String(context.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable("script", Path.of(STANDARD_INPUT), e);
    }
  }

  private ParameterException unreadable(String what, Path path, IOException e) {
    String why;
    if (e instanceof NoSuchFileException) {
      why = "there is no such file";
    } else if (e instanceof MalformedInputException) {
      why = "it is not UTF-8 text";
    } else {
      why = e.getMessage();
    }
    return new ParameterException(
        spec.commandLine(), "cannot read the " + what + " " + path + ": " + why, e);
  }
}
