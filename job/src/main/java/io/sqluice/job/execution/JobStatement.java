package io.sqluice.job.execution;

import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.operations.ModifyOperation;

/**
 * A statement that becomes part of a job.
 *
 * @param operations what it writes; several for a statement set
 * @param select where its rows go, if it is a SELECT
 */
record JobStatement(
    Statement statement, List<ModifyOperation> operations, Optional<SelectSink> select) {}
