package io.sqluice.duckdb.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.table.Tables;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps between a row and its table, and those that are repeated or never come. */
@Timeout(60)
class StagingTest {

  @TempDir Path folder;
  private Path file;
  private SinkConfig config;

  @BeforeEach
  void name() {
    file = folder.resolve("test.duckdb");
    config = config(List.of());
  }

  private SinkConfig config(List<String> key) {
    return new SinkConfig(
        "c.d.t",
        new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(256), 1, true),
        new TableName("main", "t"),
        KilledJob.COLUMNS,
        key,
        true);
  }

  /** A start of the sink. */
  private StagingWriter start(String attempt, long epoch) throws Exception {
    return new StagingWriter(config, new SinkState("s", epoch), attempt, new SimpleCounter());
  }

  private static void write(StagingWriter writer, RowKind kind, long id, String name)
      throws Exception {
    writer.write(GenericRowData.ofKind(kind, id, StringData.fromString(name)), null);
  }

  /** Commits, and tells what the table has then. */
  private List<String> commit(Collection<StagedRows> staged) throws Exception {
    for (StagedRows rows : staged) {
      commit(new Request(rows));
    }
    return rows("SELECT * FROM t ORDER BY ALL");
  }

  /** While the sink has the file open, too. */
  private List<String> rows(String query) throws Exception {
    try (DuckDbFile open = DuckDbFile.open(config.file());
        Connection connection = open.connect()) {
      return Tables.rows(connection, query);
    }
  }

  private void commit(Request request) throws Exception {
    StagedRowsCommitter committer = new StagedRowsCommitter(config);
    try {
      committer.commit(List.of(request));
    } finally {
      committer.close();
    }
  }

  private List<String> stagedTables() throws Exception {
    return rows(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'sqluice' AND table_name <>"
            + " 'commits' ORDER BY ALL");
  }

  @Test
  void should_show_rows_when_they_are_committed_and_leave_nothing_else() throws Exception {
    Collection<StagedRows> staged;
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      write(writer, RowKind.INSERT, 2, null);
      staged = writer.prepareCommit();
      assertThat(writer.snapshotState(7)).containsExactly(new SinkState("s", 2));
    }

    assertThat(staged).containsExactly(new StagedRows("s", "a", 1, 2, false));
    assertThat(stagedTables()).containsExactly("staged_s_a_1");
    assertThat(rows("SELECT * FROM t")).isEmpty();
    assertThat(commit(staged)).containsExactly("1, x", "2, null");
    assertThat(stagedTables()).isEmpty();
    assertThat(rows("SELECT sink, attempt, epoch, target FROM sqluice.commits"))
        .containsExactly("s, a, 1, t");
  }

  /** While a connection is open, DuckDB refuses other settings. */
  @Test
  void should_close_the_file_when_the_target_is_not_there() throws Exception {
    SinkConfig none =
        new SinkConfig(
            "c.d.t", config.file(), config.target(), KilledJob.COLUMNS, List.of(), false);
    assertThatThrownBy(() -> TargetSession.open(none)).hasMessageContaining("has no table 't'");

    FileConfig other = new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(128), 2, true);
    assertThatCode(() -> DuckDbFile.open(other).close()).doesNotThrowAnyException();
  }

  @Test
  void should_recognise_a_commit_that_is_repeated() throws Exception {
    Collection<StagedRows> staged;
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      staged = writer.prepareCommit();
    }
    commit(staged);
    Request again = new Request(staged.iterator().next());

    commit(again);

    assertThat(again.alreadyCommitted).isTrue();
    assertThat(rows("SELECT * FROM t")).containsExactly("1, x");
  }

  @Test
  void should_discard_what_no_checkpoint_has_and_keep_what_one_has() throws Exception {
    Collection<StagedRows> first;
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      first = writer.prepareCommit();
      write(writer, RowKind.INSERT, 2, "y");
      writer.prepareCommit();
      write(writer, RowKind.INSERT, 3, "z");
    }
    assertThat(stagedTables()).containsExactly("staged_s_a_1", "staged_s_a_2");

    start("b", 2).close();

    assertThat(stagedTables()).containsExactly("staged_s_a_1");
    assertThat(commit(first)).containsExactly("1, x");
  }

  @Test
  void should_commit_what_a_job_stages_that_went_back_to_an_older_checkpoint() throws Exception {
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      commit(writer.prepareCommit());
      write(writer, RowKind.INSERT, 2, "y");
      commit(writer.prepareCommit());
    }

    // Epoch 2 once more, but not with the same rows.
    try (StagingWriter writer = start("b", 2)) {
      write(writer, RowKind.INSERT, 3, "z");
      assertThat(commit(writer.prepareCommit())).containsExactly("1, x", "2, y", "3, z");
    }
  }

  @Test
  void should_stage_nothing_for_a_checkpoint_without_rows() throws Exception {
    try (StagingWriter writer = start("a", 1)) {
      assertThat(writer.prepareCommit()).isEmpty();
    }
    assertThat(stagedTables()).isEmpty();
  }

  @Test
  void should_say_that_staged_rows_are_gone() throws Exception {
    StagedRows gone = new StagedRows("s", "a", 4, 12, false);

    assertThatThrownBy(() -> commit(List.of(gone)))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "Table c.d.t cannot be written: the checkpoint has 12 rows staged in the DuckDB file %s, in the table \"sqluice\".\"staged_s_a_4\", which is not there. The file is another than the one that the checkpoint was made with, or was set back; put that file back, or start the job without its state.",
            file);
  }

  @Test
  void should_take_back_rows_of_this_and_of_earlier_checkpoints() throws Exception {
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      write(writer, RowKind.INSERT, 1, "x");
      write(writer, RowKind.INSERT, 2, null);
      commit(writer.prepareCommit());
      write(writer, RowKind.INSERT, 3, "z");
      write(writer, RowKind.DELETE, 3, "z");
      write(writer, RowKind.UPDATE_BEFORE, 2, null);
      write(writer, RowKind.UPDATE_AFTER, 2, "y");
      commit(writer.prepareCommit());
      write(writer, RowKind.DELETE, 1, "x");

      assertThat(commit(writer.prepareCommit())).containsExactly("1, x", "2, y");
    }
    assertThat(stagedTables()).isEmpty();
  }

  @Test
  void should_apply_the_last_change_of_each_key() throws Exception {
    config = config(List.of("id"));
    try (StagingWriter writer = start("a", 1)) {
      write(writer, RowKind.INSERT, 1, "x");
      write(writer, RowKind.INSERT, 2, "y");
      write(writer, RowKind.UPDATE_AFTER, 1, "x2");
      write(writer, RowKind.DELETE, 3, null);
      commit(writer.prepareCommit());
      write(writer, RowKind.DELETE, 1, null);
      write(writer, RowKind.INSERT, 1, "x3");
      write(writer, RowKind.UPDATE_AFTER, 2, "y2");
      write(writer, RowKind.DELETE, 2, null);

      assertThat(commit(writer.prepareCommit())).containsExactly("1, x3");
    }
  }

  @Test
  void should_keep_state_and_staged_rows_in_checkpoints() throws Exception {
    StagedRows staged = new StagedRows("s", "a", 4, 12, true);
    SinkState state = new SinkState("s", 9);
    StagedRowsSerializer ofStaged = new StagedRowsSerializer();
    SinkStateSerializer ofState = new SinkStateSerializer();

    assertThat(ofStaged.deserialize(ofStaged.getVersion(), ofStaged.serialize(staged)))
        .isEqualTo(staged);
    assertThat(ofState.deserialize(ofState.getVersion(), ofState.serialize(state)))
        .isEqualTo(state);
    assertThatThrownBy(() -> ofState.deserialize(2, ofState.serialize(state)))
        .hasMessage(
            "The checkpoint holds the state of a 'duckdb' table in version 2, this Sqluice reads version 1: restore it with the Sqluice that wrote it.");
  }

  /** What Flink asks of a committer. */
  private static final class Request implements CommitRequest<StagedRows> {

    private final StagedRows staged;
    private boolean alreadyCommitted;

    Request(StagedRows staged) {
      this.staged = staged;
    }

    @Override
    public StagedRows getCommittable() {
      return staged;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("repeated later");
    }

    @Override
    public void updateAndRetryLater(StagedRows other) {
      throw new AssertionError("repeated later");
    }

    @Override
    public void signalAlreadyCommitted() {
      alreadyCommitted = true;
    }
  }
}
