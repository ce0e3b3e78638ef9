package io.sqluice.job.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** Which module may know which. */
class ModulesTest {

  private final JavaClasses classes = Modules.classes();

  @Test
  void should_let_the_job_find_connectors_by_the_service_files_alone() {
    DescribedPredicate<JavaClass> connectors =
        resideInAnyPackage("io.sqluice.http..", "io.sqluice.lookup..", "io.sqluice.duckdb..")
            .and(DescribedPredicate.not(resideInAPackage("io.sqluice.http.secret..")));
    noClasses()
        .that()
        .resideInAPackage("io.sqluice.job..")
        .should()
        .dependOnClassesThat(connectors)
        .because("the jar must work the same in a SQL client, where there is no job module")
        .check(classes);
  }

  @Test
  void should_let_the_http_connector_know_no_other_module() {
    moduleKnowsOnly("io.sqluice.http..");
  }

  @Test
  void should_let_lookups_know_the_http_connector() {
    moduleKnowsOnly("io.sqluice.lookup..", "io.sqluice.http..");
  }

  @Test
  void should_let_duckdb_know_the_http_connector() {
    moduleKnowsOnly("io.sqluice.duckdb..", "io.sqluice.http..");
  }

  private void moduleKnowsOnly(String module, String... others) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.sqluice..")
                .and(DescribedPredicate.not(resideInAPackage(module)))
                .and(DescribedPredicate.not(resideInAnyPackage(others))))
        .check(classes);
  }
}
