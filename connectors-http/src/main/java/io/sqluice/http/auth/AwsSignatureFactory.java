package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ConfigOption;

/** AWS Signature Version 4, for AWS and for what speaks like it. */
public final class AwsSignatureFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> ACCESS_KEY =
      key("auth.access-key")
          .stringType()
          .noDefaultValue()
          .withDescription("aws-sigv4: the access key id.");

  public static final ConfigOption<String> SECRET_KEY =
      key("auth.secret-key")
          .stringType()
          .noDefaultValue()
          .withDescription("aws-sigv4: the secret access key.");

  public static final ConfigOption<String> SESSION_TOKEN =
      key("auth.session-token")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "aws-sigv4: the session token of temporary credentials, which are not renewed.");

  public static final ConfigOption<String> REGION =
      key("auth.region")
          .stringType()
          .noDefaultValue()
          .withDescription("aws-sigv4: the region, such as eu-central-1.");

  public static final ConfigOption<String> SERVICE =
      key("auth.service")
          .stringType()
          .noDefaultValue()
          .withDescription("aws-sigv4: the service's signing name, such as execute-api or s3.");

  @Override
  public String identifier() {
    return "aws-sigv4";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(ACCESS_KEY, SECRET_KEY, REGION, SERVICE);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(SESSION_TOKEN);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    return AuthProblem.ofBlank(settings, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, REGION, SERVICE);
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    return Set.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256");
  }

  @Override
  public Authenticator create(AuthContext context) {
    AwsSignature signature =
        new AwsSignature(
            HeaderText.check(ACCESS_KEY.key(), context.text(ACCESS_KEY)),
            context.secret(SECRET_KEY),
            context.headerSecret(SESSION_TOKEN),
            HeaderText.check(REGION.key(), context.text(REGION)),
            HeaderText.check(SERVICE.key(), context.text(SERVICE)));
    return request ->
        CompletableFuture.completedFuture(signature.sign(request, context.clock().instant()));
  }
}
