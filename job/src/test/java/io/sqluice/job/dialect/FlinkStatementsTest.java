package io.sqluice.job.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.util.SqlBasicVisitor;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is Flink SQL already reaches Flink as it is written. */
class FlinkStatementsTest {

  /** The classes of the parser that stand for statements and their parts. */
  private static final Pattern STATEMENTS =
      Pattern.compile("io[.]sqluice[.]shaded[.].*[.]flink[.]sql[.]parser[.](ddl|dml|dql)[.].*[^.]");

  /** Those of them that the parser makes no use of, but for classes that extend them. */
  private static final Set<String> UNUSED =
      Set.of("SqlAlterCatalog", "SqlCreateMaterializedTable", "SqlAlterViewProperties");

  @ParameterizedTest
  @MethodSource("io.sqluice.job.dialect.FlinkStatements#all")
  void should_be_accepted_by_the_parser_of_flink(Statement statement) {
    assertThat(FlinkParser.parse(statement))
        .as("%s: %s", statement, statement.text())
        .isInstanceOf(FlinkParser.Tree.class);
  }

  @ParameterizedTest
  @MethodSource({
    "io.sqluice.job.dialect.FlinkStatements#all",
    "io.sqluice.job.dialect.FlinkStatements#withWindowsLines"
  })
  void should_reach_flink_as_they_are_written(Statement statement) {
    Translation translation = KnownTables.OF_THE_GRAMMAR.dialect().translate(statement);

    if (translation instanceof Translation.Drop drop) {
      // Refused while something depends on it; else the statement itself is executed.
      assertThat(drop.drop().isOurs() || drop.drop().cascade()).isFalse();
      return;
    }
    assertThat(translation).isInstanceOf(Translation.Flink.class);
    assertThat(((Translation.Flink) translation).statements())
        .singleElement()
        .extracting(Statement::text)
        .isEqualTo(statement.originalText());
  }

  @Test
  void should_know_a_statement_of_every_kind_that_the_parser_has() throws Exception {
    Set<String> kinds = kinds();

    Set<String> found = new TreeSet<>();
    for (Statement statement : FlinkStatements.all()) {
      if (FlinkParser.parse(statement) instanceof FlinkParser.Tree tree) {
        tree.node().accept(new Kinds(found));
      }
    }

    kinds.removeAll(found);
    assertThat(kinds)
        .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
        .containsExactlyInAnyOrderElementsOf(UNUSED);
  }

  private static Set<String> kinds() throws Exception {
    Set<String> kinds = new TreeSet<>();
    Path jar = Path.of(SqlCall.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ZipFile classes = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(classes.entries())) {
        String name = entry.getName().replace('/', '.').replaceFirst("[.]class$", "");
        if (STATEMENTS.matcher(name).matches()) {
          Class<?> type = Class.forName(name, false, SqlCall.class.getClassLoader());
          if (SqlCall.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            kinds.add(name);
          }
        }
      }
    }
    return kinds;
  }

  /** Collects the classes of all calls in a tree. */
  private static final class Kinds extends SqlBasicVisitor<Void> {

    private final Set<String> found;

    Kinds(Set<String> found) {
      this.found = found;
    }

    @Override
    public Void visit(SqlCall call) {
      found.add(call.getClass().getName());
      FlinkParser.operands(call).stream()
          .filter(Objects::nonNull)
          .forEach(operand -> operand.accept(this));
      return null;
    }
  }
}
