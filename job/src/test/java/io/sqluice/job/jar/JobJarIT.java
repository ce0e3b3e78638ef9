package io.sqluice.job.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks inside the shaded jar, and runs what it bundles with nothing but Flink beside it. */
class JobJarIT {

  private static final long MAX_BYTES = 56 * 1024 * 1024;

  /** The native libraries of DuckDB. */
  private static final long MAX_NATIVE_BYTES = 80 * 1024 * 1024;

  private static final String SHADED = "io/sqluice/shaded/";

  /** A reference to a bundled library by the name that it has outside of the jar. */
  private static final Pattern UNRELOCATED =
      Pattern.compile(
          "(?<!/shaded/)"
              + "(org/apache/calcite|io/netty|com/fasterxml/jackson|com/google/common|org/asynchttpclient|net/thisptr"
              + "|com/cronutils|org/joni|org/jcodings|picocli)/[\\w/$]*"
              // The compiler has left names of Kafka's classes by themselves, which nothing refers
              // to.
              + "|Lorg/apache/kafka/[\\w/$]*");

  private static final List<String> WHERE_CLASSES_ARE =
      List.of(
          "io/sqluice/",
          "org/duckdb/",
          "com/github/luben/zstd/",
          "org/apache/flink/kafka/shaded/org/apache/kafka/",
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/streaming/connectors/kafka/",
          "org/apache/flink/streaming/util/serialization/",
          "org/apache/flink/formats/avro/",
          "org/apache/flink/avro/");

  private static final Pattern PACKAGE_IN_NOTICE = Pattern.compile("\\(package ([\\w.]+)\\)");

  private JobJar jar;

  @BeforeEach
  void openJar() throws IOException {
    jar = JobJar.open();
  }

  @AfterEach
  void closeJar() throws IOException {
    jar.close();
  }

  @Test
  void should_hold_classes_of_our_packages_and_those_of_flinks_kafka_jars_only() {
    // Netty, Jackson, Guava, picocli and the rest are moved, but DuckDB and zstd, which native code
    // looks up by name; Flink, SLF4J and Log4j are the cluster's. Kafka and Avro have the names
    // that
    // Flink's own jars give them.
    assertThat(jar.classFiles())
        .isNotEmpty()
        .allMatch(name -> WHERE_CLASSES_ARE.stream().anyMatch(name::startsWith));
  }

  @Test
  void should_bundle_of_flink_but_the_parser_and_no_logging_library() {
    assertThat(jar.files())
        .noneMatch(
            name ->
                name.startsWith(SHADED + "org/apache/flink/")
                    && !name.startsWith(SHADED + "org/apache/flink/sql/parser/")
                    && !name.startsWith(SHADED + "org/apache/flink/table/calcite/"))
        .noneMatch(name -> name.startsWith(SHADED + "org/slf4j/"))
        .noneMatch(name -> name.contains("log4j"));
  }

  @Test
  void should_bring_duckdb_for_the_systems_that_flink_runs_on() {
    assertThat(jar.files())
        .filteredOn(name -> name.startsWith("libduckdb_java"))
        .containsExactlyInAnyOrder(
            "libduckdb_java.so_linux_amd64",
            "libduckdb_java.so_linux_arm64",
            "libduckdb_java.so_osx_universal");
  }

  @Test
  void should_bring_zstd_for_the_systems_that_duckdb_is_there_for() {
    assertThat(jar.files())
        .filteredOn(name -> name.contains("libzstd-jni"))
        .map(name -> name.replaceFirst("/libzstd-jni-.*", ""))
        .containsExactlyInAnyOrder(
            "linux/amd64", "linux/aarch64", "darwin/x86_64", "darwin/aarch64");
  }

  @Test
  void should_refer_to_bundled_libraries_by_their_new_names() {
    for (String classFile : jar.classFiles()) {
      assertThat(UNRELOCATED.matcher(jar.constants(classFile)).results().map(MatchResult::group))
          .as("names in %s", classFile)
          .isEmpty();
    }
  }

  @Test
  void should_list_services_that_are_in_the_jar_under_names_that_are_ours_or_flinks() {
    List<String> services =
        jar.files().stream().filter(name -> name.startsWith("META-INF/services/")).toList();

    assertThat(services)
        .contains("META-INF/services/org.apache.flink.table.factories.Factory")
        .allMatch(
            name ->
                name.startsWith("META-INF/services/io.sqluice.")
                    || name.startsWith("META-INF/services/org.apache.flink."));
    for (String service : services) {
      List<String> providers =
          jar.text(service)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").trim())
              .filter(line -> !line.isEmpty())
              .map(name -> name.replace('.', '/') + ".class")
              .toList();
      assertThat(providers).as(service).isNotEmpty().isSubsetOf(jar.classFiles());
    }
  }

  @Test
  void should_carry_our_license_and_a_notice_of_every_bundled_library() throws IOException {
    // given
    String notice = jar.text("META-INF/NOTICE");
    List<String> noticed =
        PACKAGE_IN_NOTICE
            .matcher(notice)
            .results()
            .map(match -> SHADED + match.group(1).replace('.', '/') + "/")
            .toList();
    List<String> bundled =
        jar.classFiles().stream().filter(name -> name.startsWith(SHADED)).toList();

    // then
    assertThat(jar.text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("..", "LICENSE")));
    assertThat(jar.files())
        .contains(
            "META-INF/licenses/LICENSE.brotli",
            "META-INF/licenses/LICENSE.duckdb",
            "META-INF/licenses/LICENSE.joni-and-jcodings",
            "META-INF/licenses/LICENSE.public-suffix-list",
            "META-INF/licenses/LICENSE.zstd-jni",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-NOTICE",
            "META-INF/thirdparty-LICENSE");
    assertThat(bundled)
        .as("classes of a library that job/legal/NOTICE does not name")
        .allMatch(name -> noticed.stream().anyMatch(name::startsWith));
    assertThat(noticed)
        .as("libraries that job/legal/NOTICE names")
        .allMatch(prefix -> bundled.stream().anyMatch(name -> name.startsWith(prefix)));
  }

  @Test
  void should_stay_small() throws IOException {
    assertThat(Files.size(jar.path())).isLessThan(MAX_BYTES + MAX_NATIVE_BYTES);
  }

  @Test
  void should_work_with_nothing_but_flink_beside_it() throws Exception {
    // given
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes());
          }
        });
    server.start();

    // when
    String classPath = jar.path() + File.pathSeparator + JobJar.flinkJars() + "/*";
    Process probe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "src/test/resources/JarProbe.java",
                "http://localhost:" + server.getAddress().getPort() + "/")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> printed = probe.inputReader().lines().toList();
    boolean ended = probe.waitFor(1, TimeUnit.MINUTES);
    probe.destroyForcibly();
    server.stop(0);

    // then
    assertThat(ended).isTrue();
    assertThat(printed)
        .containsExactly(
            "jq {\"s\":\"BTC\"}",
            "cron */5 * * * *",
            "http hello",
            "connector http",
            "connector sqluice-http",
            "connector lookup-http",
            "connector sqluice-lookup",
            "connector kafka",
            "connector upsert-kafka",
            "module sqluice",
            "duckdb 42");
  }
}
