package io.sqluice.job.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;

/** The modules under test: their classes as the class path has them, and their source folders. */
final class Modules {

  private Modules() {}

  /** The main classes of all modules, without the libraries that the shaded jar bundles. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("/io/sqluice/shaded/"))
        .importPackages("io.sqluice");
  }

  /** The folders of main sources, of modules that have any. */
  static List<Path> sourceFolders() {
    return List.of("connectors-http", "lookup-http", "duckdb-udf", "job", "benchmarks").stream()
        .map(module -> Path.of("..", module, "src", "main", "java"))
        .toList();
  }
}
