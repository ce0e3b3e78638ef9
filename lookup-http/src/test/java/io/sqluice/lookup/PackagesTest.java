package io.sqluice.lookup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package of the lookups may know which, and which of the connector's. */
class PackagesTest {

  private static final String FUNCTION = "io.sqluice.lookup.function..";
  private static final String TABLE = "io.sqluice.lookup.table..";

  private final JavaClasses lookups =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sqluice.lookup");

  @Test
  void should_let_functions_know_no_planner_side_classes() {
    noClasses()
        .that()
        .resideInAPackage(FUNCTION)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TABLE, "io.sqluice.http.options..", "io.sqluice.http.table..")
        .because("planner-side classes know the run-time classes, not the other way round")
        .check(lookups);
  }

  @Test
  void should_know_neither_polls_nor_schedules() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.sqluice.http.source..",
            "io.sqluice.http.schedule..",
            "io.sqluice.http.incremental..",
            "io.sqluice.http.table..")
        .because("lookups have in common with polls what asks an API, and no more")
        .check(lookups);
  }

  @Test
  void should_leave_sockets_and_libraries_to_the_client() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..", "org.asynchttpclient..", "com.google.common..", "net.thisptr.jackson..")
        .check(lookups);
  }

  @Test
  void should_have_no_cycles() {
    slices().matching("io.sqluice.lookup.(*)..").should().beFreeOfCycles().check(lookups);
  }
}
