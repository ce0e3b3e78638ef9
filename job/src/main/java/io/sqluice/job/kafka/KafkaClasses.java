package io.sqluice.job.kafka;

import java.util.function.Predicate;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Classes of Kafka's client that options name: in a jar that brings the client along its packages
 * have another name, which scripts need not know.
 *
 * @param here where the packages are
 * @param exists whether there is a class of this name
 */
public record KafkaClasses(String here, Predicate<String> exists) {

  /** Put together so that the build of the jar, which moves the packages, does not find it. */
  private static final String USUAL = String.join(".", "org", "apache", "kafka");

  /** Those of this process. */
  public static KafkaClasses ofClassPath() {
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

  /**
   * The value of a property with the class that it starts with, alone or in front of a login's
   * options, as it is called here.
   */
  public String renamed(String value) {
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
