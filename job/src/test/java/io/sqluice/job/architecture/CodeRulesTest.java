package io.sqluice.job.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no class of ours does, and what every one has. */
class CodeRulesTest {

  /**
   * One registry of shared clients and limits per worker, and the secrets that a session hands to
   * the workers of its process past Flink; whoever joins them here, says why.
   */
  private static final List<String> OWNERS_OF_STATIC_STATE =
      List.of("io.sqluice.http.client.SharedResources", "io.sqluice.http.secret.SessionSecrets");

  private final JavaClasses classes = Modules.classes();

  @Test
  void should_wait_on_futures_and_timers_and_never_sleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .orShould()
        .callMethod(LockSupport.class, "parkNanos", long.class)
        .check(classes);
  }

  @Test
  void should_write_to_the_standard_streams_from_the_command_line_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sqluice.job..")
        .should(ACCESS_STANDARD_STREAMS)
        .because("a connector runs in clusters, and stdout belongs to the rows")
        .check(classes);
  }

  @Test
  void should_log_with_slf4j() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sqluice.job.command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.logging.log4j..")
        .because("only the command line, which owns the process, configures where logs go")
        .check(classes);
  }

  @Test
  void should_show_no_netty_and_no_guava_in_signatures() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .and(areVisible())
        .should(mentionNone(resideInAnyPackage("io.netty..", "com.google.common..")))
        .check(classes);
  }

  @Test
  void should_hold_no_mutable_state_in_static_fields() {
    fields()
        .that()
        .areStatic()
        .and(areWrittenByHand())
        .should(beConstant())
        .because("each mutable thing has one owner, and an owner is an object")
        .check(classes);
  }

  @Test
  void should_say_in_each_package_what_lives_there() throws IOException {
    for (Path sources : Modules.sourceFolders()) {
      if (Files.exists(sources)) {
        assertThat(packagesIn(sources))
            .allMatch(path -> Files.exists(path.resolve("package-info.java")));
      }
    }
  }

  private static List<Path> packagesIn(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .toList();
    }
  }

  private static DescribedPredicate<JavaMethod> areVisible() {
    return DescribedPredicate.describe(
        "are public or protected",
        method ->
            method.getModifiers().contains(JavaModifier.PUBLIC)
                || method.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static DescribedPredicate<JavaField> areWrittenByHand() {
    return DescribedPredicate.describe(
        "are written by hand",
        field ->
            !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !OWNERS_OF_STATIC_STATE.contains(topLevel(field.getOwner()).getName()));
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(CodeRulesTest::topLevel).orElse(type);
  }

  private static ArchCondition<JavaMethod> mentionNone(DescribedPredicate<JavaClass> types) {
    return new ArchCondition<>("mention no classes that " + types.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(types)
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }

  /** Collections are allowed as List, Set and Map: an immutable one has no type of its own. */
  private static ArchCondition<JavaField> beConstant() {
    return new ArchCondition<>("be final, and of a type that does not say it is mutable") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (!field.getModifiers().contains(JavaModifier.FINAL) || isMutable(field.getRawType())) {
          events.add(
              SimpleConditionEvent.violated(
                  field, field.getFullName() + " is a static field that can change"));
        }
      }
    };
  }

  private static boolean isMutable(JavaClass type) {
    boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    boolean concurrent = type.getPackageName().startsWith("java.util.concurrent");
    return collection && (concurrent || !type.isInterface())
        || type.getPackageName().matches("java\\.util\\.concurrent\\.(atomic|locks)")
        || type.isAssignableTo(ExecutorService.class)
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(StringBuilder.class);
  }
}
