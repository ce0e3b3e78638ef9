package io.sqluice.duckdb.table;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of the 'duckdb' table may know which. */
class TablePackagesTest {

  private static final String FILE = "io.sqluice.duckdb.file..";
  private static final String SOURCE = "io.sqluice.duckdb.source..";
  private static final String SINK = "io.sqluice.duckdb.sink..";
  private static final String LOOKUP = "io.sqluice.duckdb.lookup..";
  private static final String TABLE = "io.sqluice.duckdb.table..";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sqluice.duckdb");

  @Test
  void should_let_the_file_know_none_of_those_that_use_it() {
    noClasses()
        .that()
        .resideInAPackage(FILE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SOURCE, SINK, LOOKUP, TABLE)
        .check(classes);
  }

  @Test
  void should_let_tasks_know_neither_each_other_nor_planner_side_classes() {
    for (String role : new String[] {SOURCE, SINK, LOOKUP}) {
      noClasses()
          .that()
          .resideInAPackage(role)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.of(SOURCE, SINK, LOOKUP, TABLE, "io.sqluice.http.options..")
                  .filter(other -> !other.equals(role))
                  .toArray(String[]::new))
          .because("planner-side classes know the run-time classes, not the other way round")
          .check(classes);
    }
  }
}
