package io.sqluice.duckdb.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BatchPackageTest {

  @Test
  void should_know_of_flink_rows_and_views_on_state_only() {
    classes()
        .that()
        .resideInAPackage("io.sqluice.duckdb.batch")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.sqluice.duckdb.batch",
            "org.apache.flink.table.api.dataview",
            "org.apache.flink.table.data",
            "java..",
            "javax.annotation")
        .because("windows are told to Flink's operators by functions, and tested without them")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.sqluice.duckdb.batch"));
  }
}
