package io.sqluice.job.kafka;

import java.net.URL;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;

/** Gives a registry's client the token that an option refers to. */
public final class RegistryToken implements BearerAuthCredentialProvider {

  private String token = "";

  @Override
  public String alias() {
    return SecretVariable.PROVIDER;
  }

  @Override
  public void configure(Map<String, ?> options) {
    token =
        SecretVariable.resolve(
            String.valueOf(options.get("bearer.auth.token")), SecretConfigProvider.ofWorker());
  }

  @Override
  public String getBearerToken(URL registry) {
    return token;
  }
}
