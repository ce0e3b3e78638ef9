package io.sqluice.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can have a file open, and what those are told who cannot. */
@Timeout(120)
class DuckDbFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("test.duckdb");
  }

  private static FileConfig config(String path) {
    return new FileConfig(path, false, MemorySize.ofMebiBytes(256), 1, true);
  }

  private static String value(DuckDbFile file, String sql) throws Exception {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void execute(DuckDbFile file, String sql) throws Exception {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void should_be_one_for_all_of_a_process_whatever_the_path_says() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    try (DuckDbFile first = DuckDbFile.open(config(file.toString()));
        DuckDbFile second = DuckDbFile.open(config(folder + "/link/./test.duckdb"))) {
      execute(first, "CREATE TABLE t AS SELECT 7 AS n");

      assertThat(value(second, "SELECT n FROM t")).isEqualTo("7");
    }
  }

  @Test
  void should_stay_open_until_the_last_one_closes_it() throws Exception {
    DuckDbFile first = DuckDbFile.open(config(":memory:held"));
    execute(first, "CREATE TABLE t AS SELECT 7 AS n");
    DuckDbFile second = DuckDbFile.open(config(":memory:held"));

    first.close();

    assertThat(value(second, "SELECT n FROM t")).isEqualTo("7");
    second.close();
    try (DuckDbFile third = DuckDbFile.open(config(":memory:held"))) {
      assertThat(value(third, "SELECT count(*) FROM duckdb_tables()")).isEqualTo("0");
    }
  }

  @Test
  void should_have_databases_in_memory_without_a_name_for_each_one() throws Exception {
    try (DuckDbFile first = DuckDbFile.open(config(":memory:"));
        DuckDbFile second = DuckDbFile.open(config(":memory:"))) {
      execute(first, "CREATE TABLE t AS SELECT 7 AS n");

      assertThat(value(first, "SELECT n FROM t")).isEqualTo("7");
      assertThat(value(second, "SELECT count(*) FROM duckdb_tables()")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @CsvSource({":memory:, false", ":memory:spilling, true"})
  void should_spill_to_a_folder_of_each_database_that_goes_with_it(String path, boolean shared)
      throws Exception {
    String setting = "SELECT current_setting('temp_directory')";
    Path spill;
    try (DuckDbFile first = DuckDbFile.open(config(path));
        DuckDbFile second = DuckDbFile.open(config(path))) {
      spill = Path.of(value(first, setting));

      assertThat(spill.toString().equals(value(second, setting))).isEqualTo(shared);
      assertThat(value(first, "SELECT current_setting('max_temp_directory_size')"))
          .isEqualTo("9.3 GiB");
      second.close();
      assertThat(spill.getParent()).isDirectory();
    }
    assertThat(spill.getParent()).doesNotExist();
  }

  @Test
  void should_limit_memory_and_threads_and_load_no_extension() throws Exception {
    try (DuckDbFile open =
        DuckDbFile.open(new FileConfig(":memory:", false, MemorySize.ofMebiBytes(64), 2, true))) {
      assertThat(value(open, "SELECT current_setting('memory_limit')")).isEqualTo("64.0 MiB");
      assertThat(value(open, "SELECT current_setting('threads')")).isEqualTo("2");
      assertThatThrownBy(() -> value(open, "SELECT * FROM read_xlsx('x.xlsx')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read_xlsx");
    }
  }

  @Test
  void should_tell_a_second_process_who_holds_the_file_and_what_to_do() throws Exception {
    try (JvmProcess holder = JvmProcess.start(Holder.class, file.toString(), "false")) {
      holder.awaitLine("^open$", 1);
      String java = ProcessHandle.of(holder.pid()).orElseThrow().info().command().orElseThrow();

      assertThatThrownBy(() -> DuckDbFile.open(config(file.toString())))
          .isInstanceOf(FileHeldException.class)
          .hasMessage(
              "Cannot open the DuckDB file %s: process %d of user %s (%s) has it open, and DuckDB lets only one process have a file open in which it writes. Stop that process, or write to another file; to read the file in several processes, give the tables of all of them 'read-only' = 'true'.",
              file, holder.pid(), System.getProperty("user.name"), java);
    }
    DuckDbFile.open(config(file.toString())).close();
  }

  @Test
  void should_let_several_processes_read() throws Exception {
    FileConfig readOnly =
        new FileConfig(file.toString(), true, MemorySize.ofMebiBytes(256), 1, true);
    try (DuckDbFile writer = DuckDbFile.open(config(file.toString()))) {
      execute(writer, "CREATE TABLE t AS SELECT 7 AS n");
    }
    try (JvmProcess holder = JvmProcess.start(Holder.class, file.toString(), "true")) {
      holder.awaitLine("^open$", 1);
      try (DuckDbFile reader = DuckDbFile.open(readOnly)) {
        assertThat(value(reader, "SELECT n FROM t")).isEqualTo("7");
      }
    }
  }

  @Test
  void should_say_that_settings_differ() throws Exception {
    try (DuckDbFile first = DuckDbFile.open(config(file.toString()))) {
      assertThat(first.config().threads()).isEqualTo(1);
      assertThatThrownBy(
              () ->
                  DuckDbFile.open(
                      new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(64), 2, true)))
          .isInstanceOf(FileException.class)
          .hasMessage(
              "Cannot open the DuckDB file %s: this process has it open with other settings than 'read-only' = 'false', 'duckdb.memory-limit' = '64 mb', 'duckdb.threads' = '2' and 'duckdb.external-access' = 'true'. Give these options the same values in all tables of this path.",
              file);
    }
  }

  @Test
  void should_keep_another_copy_of_the_library_away() throws Exception {
    FileConfig config = config(file.toString());
    try (ProcessClaim first = ProcessClaim.of(config, file.toString(), "other");
        ProcessClaim again = ProcessClaim.of(config, file.toString(), "other")) {
      assertThat(again).isNotSameAs(first);
      assertThatThrownBy(() -> DuckDbFile.open(config))
          .isInstanceOf(FileHeldException.class)
          .hasMessage(
              "Cannot open the DuckDB file %s: another job of this worker has it open, with a Sqluice of its own. Put Sqluice's jar into Flink's lib folder instead of sending it along with jobs, or write to another file.",
              file);
    }
    DuckDbFile.open(config).close();
  }

  @Test
  void should_not_open_what_would_not_fit_into_the_memory() {
    FileConfig huge = new FileConfig(file.toString(), false, MemorySize.parse("100 tb"), 1, true);

    assertThatThrownBy(() -> DuckDbFile.open(huge))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(
            "Cannot open the DuckDB file %s: DuckDB may take 104857600 mb in this task and 0 mb in others of this process, but beside the Java heap the machine has ",
            file);
    assertThat(file).doesNotExist();
  }

  @Test
  void should_say_that_there_is_no_folder_and_that_a_file_is_another() throws Exception {
    Path text = Files.writeString(folder.resolve("a.txt"), "x".repeat(5000));

    assertThatThrownBy(() -> DuckDbFile.open(config(folder + "/none/x.duckdb")))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "Cannot open the DuckDB file %s/none/x.duckdb: there is no folder %1$s/none; make it, or change 'path'.",
            folder);
    assertThatThrownBy(() -> DuckDbFile.open(config(text.toString())))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("Cannot open the DuckDB file " + text + ": IO Error: ");
  }

  /** Opens a file, says so and waits to be killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      DuckDbFile.open(
          new FileConfig(
              arguments[0],
              Boolean.parseBoolean(arguments[1]),
              MemorySize.ofMebiBytes(256),
              1,
              true));
      System.out.println("open");
      System.in.read();
    }
  }
}
