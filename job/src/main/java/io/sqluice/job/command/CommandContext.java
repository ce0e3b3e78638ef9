package io.sqluice.job.command;

import io.sqluice.job.execution.StopRequest;
import io.sqluice.job.output.Display;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a command has to do with its process.
 *
 * @param out for rows and answers only
 * @param display standard error
 * @param terminal whether standard error is a terminal
 * @param environment the environment variables
 * @param logFile where everything is logged; empty if somebody else has configured the logging
 * @param stop asked when the process is told to end
 */
public record CommandContext(
    InputStream in,
    PrintStream out,
    Display display,
    BooleanSupplier terminal,
    Map<String, String> environment,
    Optional<Path> logFile,
    StopRequest stop) {}
