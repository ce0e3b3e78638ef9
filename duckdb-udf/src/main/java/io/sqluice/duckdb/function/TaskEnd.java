package io.sqluice.duckdb.function;

/**
 * The end of a task, where Flink does not tell it: Flink 2.3 opens a process table function and
 * never closes it. A task has a thread of its own, so that the end of that thread tells it.
 */
final class TaskEnd {

  private static final String THREAD = "duckdb-task-end";

  private TaskEnd() {}

  /**
   * Runs something when a task has ended, however it ended.
   *
   * @param task the thread of the task
   */
  static void whenEnded(Thread task, Runnable action) {
    Thread waiting = new Thread(() -> afterwards(task, action), THREAD);
    waiting.setDaemon(true);
    waiting.start();
  }

  private static void afterwards(Thread task, Runnable action) {
    boolean isOver = false;
    while (!isOver) {
      try {
        task.join();
        isOver = true;
      } catch (InterruptedException ignored) {
        // Nobody may end the wait but the task: what it holds must be given back.
      }
    }
    action.run();
  }
}
