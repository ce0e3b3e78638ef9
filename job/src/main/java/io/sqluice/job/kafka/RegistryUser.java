package io.sqluice.job.kafka;

import java.net.URL;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;

/** Gives a registry's client the user and password that an option refers to. */
public final class RegistryUser implements BasicAuthCredentialProvider {

  private String user = "";

  @Override
  public String alias() {
    return SecretVariable.PROVIDER;
  }

  @Override
  public void configure(Map<String, ?> options) {
    user =
        SecretVariable.resolve(
            String.valueOf(options.get("basic.auth.user.info")), SecretConfigProvider.ofWorker());
  }

  @Override
  public String getUserInfo(URL registry) {
    return user;
  }
}
