package io.sqluice.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which package of the connector may know which. An arrow that is not here is a design change. */
class PackagesTest {

  private static final String ROOT = "io.sqluice.http.";

  private final JavaClasses connector =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sqluice.http");

  @Test
  void should_let_secrets_know_none_of_the_other_packages() {
    packageKnowsOnly("secret");
  }

  @Test
  void should_let_the_client_know_secrets() {
    packageKnowsOnly("client", "secret");
  }

  @Test
  void should_let_authentication_know_the_client_and_secrets() {
    packageKnowsOnly("auth", "client", "secret");
  }

  @Test
  void should_let_schedules_know_none_of_the_other_packages() {
    packageKnowsOnly("schedule");
  }

  @Test
  void should_let_requests_know_the_client_and_secrets() {
    packageKnowsOnly("request", "client", "secret");
  }

  @Test
  void should_let_responses_know_the_client_jq_and_what_SQL_over_them_is() {
    packageKnowsOnly("response", "client", "transform", "jq");
  }

  @Test
  void should_let_SQL_over_answers_know_nothing_of_HTTP() {
    packageKnowsOnly("transform");
  }

  @Test
  void should_let_pagination_know_the_client_responses_and_jq() {
    packageKnowsOnly("pagination", "client", "response", "jq");
  }

  @Test
  void should_let_incremental_reading_know_responses_and_jq() {
    packageKnowsOnly("incremental", "response", "jq");
  }

  @Test
  void should_let_what_asks_an_api_know_neither_schedules_nor_sources() {
    packageKnowsOnly("api", "auth", "client", "pagination", "request", "response", "secret");
  }

  @Test
  void should_let_functions_know_the_client_and_responses() {
    packageKnowsOnly("function", "client", "response");
  }

  @Test
  void should_let_the_source_know_all_packages_but_the_planners() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "table..", ROOT + "options..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "table..", ROOT + "options..")
        .because("planner-side classes know the run-time classes, not the other way round")
        .check(connector);
  }

  @Test
  void should_keep_flink_out_of_requests_and_schedules() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "request..", ROOT + "schedule..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(connector);
  }

  @Test
  void should_keep_all_of_flink_but_its_metrics_out_of_the_client() {
    DescribedPredicate<JavaClass> flinkWithoutMetrics =
        resideInAnyPackage("org.apache.flink..")
            .and(
                DescribedPredicate.not(
                    resideInAnyPackage(
                        "org.apache.flink.metrics..", "org.apache.flink.runtime.metrics..")));
    noClasses()
        .that()
        .resideInAPackage(ROOT + "client..")
        .should()
        .dependOnClassesThat(flinkWithoutMetrics)
        .check(connector);
  }

  @Test
  void should_have_no_cycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(connector);
  }

  private void packageKnowsOnly(String name, String... others) {
    String[] allowed =
        Arrays.stream(others).map(other -> ROOT + other + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> foreign =
        resideInAnyPackage("io.sqluice..")
            .and(DescribedPredicate.not(resideInAnyPackage(ROOT + name + "..")))
            .and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(foreign)
        .because(
            "%s may know %s of our packages"
                .formatted(name, others.length == 0 ? "none" : "only " + String.join(", ", others)))
        .check(connector);
  }
}
