package io.sqluice.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KafkaClassesTest {

  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private static String renamed(String value, String... classes) {
    return new KafkaClasses("moved.org.apache.kafka", Set.of(classes)::contains).renamed(value);
  }

  @Test
  void should_name_a_class_as_it_is_called_in_the_jar() {
    assertThat(renamed(LOGIN + " required username=\"u\";", "moved." + LOGIN))
        .isEqualTo("moved." + LOGIN + " required username=\"u\";");
  }

  @Test
  void should_leave_a_class_that_is_there_and_one_that_is_nowhere() {
    assertThat(renamed(LOGIN + " required;", LOGIN, "moved." + LOGIN))
        .isEqualTo(LOGIN + " required;");
    assertThat(renamed("org.apache.kafka.Mine", "moved." + LOGIN))
        .isEqualTo("org.apache.kafka.Mine");
    assertThat(renamed("com.example.Login required;", "moved." + LOGIN))
        .isEqualTo("com.example.Login required;");
  }

  @Test
  void should_find_the_client_of_this_class_path_under_its_usual_name() {
    assertThat(KafkaClasses.ofClassPath().here()).isEqualTo("org.apache.kafka");
  }
}
