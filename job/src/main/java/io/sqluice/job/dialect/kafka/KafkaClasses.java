package io.sqluice.job.dialect.kafka;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Classes of Kafka's client that options name: in a jar that brings the client along its packages
 * have another name, which scripts need not know.
 *
 * @param here where the packages are
 * @param exists whether there is a class of this name
 */
record KafkaClasses(String here, Predicate<String> exists) {

  /** Put together so that the build of the jar, which moves the packages, does not find it. */
  private static final String USUAL = String.join(".", "org", "apache", "kafka");

  private static final String PROPERTIES = "properties.";

  static KafkaClasses ofClassPath() {
    String provider = ConfigProvider.class.getPackageName();
    return new KafkaClasses(
        provider.substring(0, provider.length() - ".common.config.provider".length()),
        KafkaClasses::isOnClassPath);
  }

  private static boolean isOnClassPath(String name) {
    try {
      Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException none) {
      return false;
    }
  }

  /** Names the classes in the values of Kafka's properties as they are called here. */
  void rename(OptionEdits edits) {
    for (Map.Entry<String, String> option : edits.all().entrySet()) {
      if (option.getKey().startsWith(PROPERTIES)) {
        option.setValue(renamed(option.getValue()));
      }
    }
  }

  /**
   * A value starts with the class that it names, whether alone or in front of a login's options.
   */
  private String renamed(String value) {
    String text = value.stripLeading();
    if (!text.startsWith(USUAL + ".")) {
      return value;
    }
    int end = 0;
    while (end < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String name = text.substring(0, end);
    String renamed = here + name.substring(USUAL.length());
    return exists.test(name) || !exists.test(renamed) ? value : renamed + text.substring(end);
  }
}
