package io.sqluice.http.auth;

import io.sqluice.http.auth.HmacAuthenticator.Place;
import io.sqluice.http.auth.HmacAuthenticator.Signer;
import io.sqluice.http.auth.HmacAuthenticator.Timestamps;
import io.sqluice.http.auth.MessageTemplate.Placeholder;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Requests signed with a shared key (RFC 2104), by rules of the API's own. */
public final class HmacFactory implements AuthenticatorFactory {

  private static final String KUCOIN_VERSION_HEADER = "KC-API-KEY-VERSION";

  @Override
  public String identifier() {
    return "hmac";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(HmacOptions.KEY);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.copyOf(HmacOptions.OPTIONAL);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    return new HmacRules(settings, effective(settings)).problems();
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    AuthSettings effective = effective(settings);
    Set<String> names = new HashSet<>();
    for (ConfigOption<String> option : HmacRules.HEADERS) {
      if (effective.has(option)) {
        names.add(effective.get(option));
      }
    }
    if (settings.get(HmacOptions.PRESET) == HmacPreset.KUCOIN) {
      names.add(KUCOIN_VERSION_HEADER);
    }
    return names;
  }

  /** The options with those of the preset below them. */
  private static AuthSettings effective(AuthSettings settings) {
    Map<String, String> preset = new HashMap<>(settings.get(HmacOptions.PRESET).options());
    replaced(settings, preset, HmacOptions.HEADER, HmacOptions.PARAM);
    replaced(settings, preset, HmacOptions.TIMESTAMP_HEADER, HmacOptions.TIMESTAMP_PARAM);
    return settings.above(preset);
  }

  /** A header that is given takes the place of the preset's parameter, and the other way round. */
  private static void replaced(
      AuthSettings settings,
      Map<String, String> preset,
      ConfigOption<String> header,
      ConfigOption<String> param) {
    if (settings.has(header)) {
      preset.remove(param.key());
    }
    if (settings.has(param)) {
      preset.remove(header.key());
    }
  }

  @Override
  public Authenticator create(AuthContext original) {
    AuthSettings settings = effective(original.settings());
    AuthContext context =
        new AuthContext(settings, original.secrets(), original.clock(), original.client());
    Signer signer = signer(context);
    String keyId = HeaderText.check(HmacOptions.KEY_ID.key(), context.text(HmacOptions.KEY_ID));
    String passphrase = passphrase(context, signer);
    List<Header> fixed = new ArrayList<>();
    add(fixed, context.text(HmacOptions.KEY_ID_HEADER), keyId);
    add(fixed, context.text(HmacOptions.PASSPHRASE_HEADER), passphrase);
    if (settings.get(HmacOptions.PRESET) == HmacPreset.KUCOIN) {
      add(fixed, KUCOIN_VERSION_HEADER, context.text(HmacOptions.KEY_VERSION));
    }
    Map<Placeholder, String> given = new EnumMap<>(Placeholder.class);
    given.put(Placeholder.KEY_ID, keyId == null ? "" : keyId);
    given.put(Placeholder.PASSPHRASE, passphrase == null ? "" : passphrase);
    return new HmacAuthenticator(
        signer,
        place(context, HmacOptions.HEADER, HmacOptions.PARAM),
        new Timestamps(
            context.clock(),
            settings.get(HmacOptions.TIMESTAMP_UNIT),
            place(context, HmacOptions.TIMESTAMP_HEADER, HmacOptions.TIMESTAMP_PARAM)),
        List.copyOf(fixed),
        given);
  }

  private static Signer signer(AuthContext context) {
    AuthSettings settings = context.settings();
    MessageTemplate message =
        MessageTemplate.parse(settings.get(HmacOptions.MESSAGE))
            .resolved(
                text -> context.secrets().resolve(HmacOptions.MESSAGE.key(), new SecretText(text)));
    byte[] key;
    try {
      key = settings.get(HmacOptions.KEY_ENCODING).decode(context.secret(HmacOptions.KEY));
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "'" + HmacOptions.KEY.key() + "': " + unusable.getMessage() + ".");
    }
    return new Signer(
        message, settings.get(HmacOptions.ALGORITHM), key, settings.get(HmacOptions.ENCODING));
  }

  /** The passphrase as it is sent; null for none. */
  @Nullable
  private static String passphrase(AuthContext context, Signer signer) {
    String passphrase = context.headerSecret(HmacOptions.PASSPHRASE);
    if (passphrase == null || !context.settings().get(HmacOptions.SIGN_PASSPHRASE)) {
      return passphrase;
    }
    String signed = signer.sign(passphrase.getBytes(StandardCharsets.UTF_8));
    context.redaction().add(signed);
    return signed;
  }

  private static void add(List<Header> headers, @Nullable String name, @Nullable String value) {
    if (name != null && value != null) {
      headers.add(new Header(name, value));
    }
  }

  @Nullable
  private static Place place(
      AuthContext context, ConfigOption<String> header, ConfigOption<String> param) {
    if (context.settings().has(header)) {
      return new Place(CredentialPlace.HEADER, context.text(header));
    }
    return context.settings().has(param)
        ? new Place(CredentialPlace.QUERY, context.text(param))
        : null;
  }
}
