package io.sqluice.job.execution;

import org.apache.flink.table.operations.BeginStatementSetOperation;
import org.apache.flink.table.operations.CallProcedureOperation;
import org.apache.flink.table.operations.CompileAndExecutePlanOperation;
import org.apache.flink.table.operations.EndStatementSetOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.TruncateTableOperation;
import org.apache.flink.table.operations.command.ClearOperation;
import org.apache.flink.table.operations.command.DescribeJobOperation;
import org.apache.flink.table.operations.command.ExecutePlanOperation;
import org.apache.flink.table.operations.command.HelpOperation;
import org.apache.flink.table.operations.command.QuitOperation;
import org.apache.flink.table.operations.command.ShowJobsOperation;
import org.apache.flink.table.operations.command.StopJobOperation;
import org.apache.flink.table.operations.ddl.AnalyzeTableOperation;
import org.apache.flink.table.operations.ddl.CompilePlanOperation;

/** Tells which of Flink's operations a script cannot have, and which it need not have. */
final class OperationKinds {

  private OperationKinds() {}

  /** Whether it runs a job of its own, or is about one. */
  static boolean startsJob(Operation operation) {
    return operation instanceof ExecutePlanOperation
        || operation instanceof CompileAndExecutePlanOperation
        || operation instanceof StopJobOperation
        || operation instanceof ShowJobsOperation
        || operation instanceof DescribeJobOperation;
  }

  /** Whether it makes sense in a shell alone. */
  static boolean isInteractive(Operation operation) {
    return operation instanceof QuitOperation
        || operation instanceof ClearOperation
        || operation instanceof HelpOperation;
  }

  /** Whether it begins or ends a statement set: all queries of a script form one anyway. */
  static boolean isTransactionBracket(Operation operation) {
    return operation instanceof BeginStatementSetOperation
        || operation instanceof EndStatementSetOperation;
  }

  /** Whether executing it reaches beyond the session. */
  static boolean touchesOutside(Operation operation) {
    return operation instanceof CallProcedureOperation
        || operation instanceof AnalyzeTableOperation
        || operation instanceof CompilePlanOperation
        || operation instanceof TruncateTableOperation;
  }
}
