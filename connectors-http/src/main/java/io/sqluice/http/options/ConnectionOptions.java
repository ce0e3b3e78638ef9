package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.ConnectionConfig;
import io.sqluice.http.client.HostRules;
import io.sqluice.http.client.NoProxy;
import io.sqluice.http.client.ProxyConfig;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.client.TlsConfig;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.secret.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Which hosts are connected to, and how: allowed hosts, TLS, proxy. */
public final class ConnectionOptions {

  public static final ConfigOption<String> URL_ALLOWED_HOSTS =
      key("url.allowed-hosts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The hosts to which a redirect or a link to the next page may lead away from 'url',"
                  + " with 'redirects' = 'all', or which a url may have that is data as a whole"
                  + " (lookups): names, *.example.com for all names below one, each with :port or for"
                  + " any; commas between them. Without it, any public host, but none for a url that"
                  + " is data.");

  public static final ConfigOption<Boolean> URL_ALLOW_PRIVATE =
      key("url.allow-private")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether such a host may have an address that is not public: loopback, link-local,"
                  + " private and the like.");

  public static final ConfigOption<String> TLS_CA =
      key("tls.ca")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PEM file with the certificates of the CAs that are trusted, and no others; without"
                  + " it, those of the JVM. Read on the worker, when the task opens.");

  public static final ConfigOption<String> TLS_CLIENT_CERT =
      key("tls.client-cert")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PEM file with our own certificate for servers that want one, followed by those"
                  + " between it and its CA. Needs tls.client-key.");

  public static final ConfigOption<String> TLS_CLIENT_KEY =
      key("tls.client-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PEM file with the private key of tls.client-cert: PKCS #8, not encrypted.");

  public static final ConfigOption<Boolean> TLS_INSECURE =
      key("tls.insecure")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Takes any certificate for any host, so that whoever is on the way can read and"
                  + " change everything. For tests only.");

  public static final ConfigOption<String> PROXY_URL =
      key("proxy.url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "An HTTP proxy, as http://host:port; https goes through it in a tunnel (CONNECT).");

  public static final ConfigOption<String> PROXY_USERNAME =
      key("proxy.username")
          .stringType()
          .noDefaultValue()
          .withDescription("For a proxy that wants Basic credentials. May refer to a secret.");

  public static final ConfigOption<String> PROXY_PASSWORD =
      key("proxy.password")
          .stringType()
          .noDefaultValue()
          .withDescription("Goes with proxy.username. Should refer to a secret.");

  public static final ConfigOption<String> PROXY_NO_PROXY =
      key("proxy.no-proxy")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Hosts that are reached without the proxy, as in the variable NO_PROXY: names, which"
                  + " stand for all names below them too, addresses, networks such as 10.0.0.0/8,"
                  + " or * for all; commas between them.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          URL_ALLOWED_HOSTS,
          URL_ALLOW_PRIVATE,
          TLS_CA,
          TLS_CLIENT_CERT,
          TLS_CLIENT_KEY,
          TLS_INSECURE,
          PROXY_URL,
          PROXY_USERNAME,
          PROXY_PASSWORD,
          PROXY_NO_PROXY);

  private ConnectionOptions() {}

  /** Where answers may lead. */
  static HostRules hosts(TableOptions options, RedirectPolicy redirects) {
    boolean urlOfData =
        options.has(RequestOptions.URL)
            && RequestConfig.isPlaceholder(options.text(RequestOptions.URL));
    if (redirects != RedirectPolicy.ALL && !urlOfData) {
      needs(options, URL_ALLOWED_HOSTS, "'redirects' = 'all'");
      needs(options, URL_ALLOW_PRIVATE, "'redirects' = 'all'");
    }
    AllowedHosts allowed =
        parse(options, URL_ALLOWED_HOSTS, AllowedHosts::parse, AllowedHosts.ANY, "a list of hosts");
    return new HostRules(redirects, allowed, options.flag(URL_ALLOW_PRIVATE));
  }

  /** How connections are made. */
  static ConnectionConfig connection(TableOptions options, Duration connectTimeout) {
    return new ConnectionConfig(connectTimeout, tls(options), proxy(options));
  }

  private static TlsConfig tls(TableOptions options) {
    if (options.has(TLS_CLIENT_CERT) != options.has(TLS_CLIENT_KEY)) {
      boolean hasKey = options.has(TLS_CLIENT_KEY);
      options.problem(
          (hasKey ? TLS_CLIENT_KEY : TLS_CLIENT_CERT).key(),
          "it needs '" + (hasKey ? TLS_CLIENT_CERT : TLS_CLIENT_KEY).key() + "' too.");
    }
    boolean insecure = options.flag(TLS_INSECURE);
    if (insecure && options.has(TLS_CA)) {
      options.problem(
          TLS_INSECURE.key(),
          "any certificate is taken, so that 'tls.ca' says nothing; keep one of the two.");
    }
    return new TlsConfig(
        options.text(TLS_CA),
        options.text(TLS_CLIENT_CERT),
        options.text(TLS_CLIENT_KEY),
        insecure);
  }

  @Nullable
  private static ProxyConfig proxy(TableOptions options) {
    SecretText username = secret(options, PROXY_USERNAME);
    SecretText password = secret(options, PROXY_PASSWORD);
    NoProxy exceptions =
        parse(options, PROXY_NO_PROXY, NoProxy::parse, NoProxy.NONE, "a list of hosts");
    String url = options.text(PROXY_URL);
    if (url == null) {
      for (ConfigOption<?> option : List.of(PROXY_USERNAME, PROXY_PASSWORD, PROXY_NO_PROXY)) {
        needs(options, option, "'proxy.url'");
      }
      return null;
    }
    if ((username == null) != (password == null)) {
      options.problem(
          (username == null ? PROXY_PASSWORD : PROXY_USERNAME).key(),
          "it needs '" + (username == null ? PROXY_USERNAME : PROXY_PASSWORD).key() + "' too.");
    }
    URI address = proxyAddress(options, url);
    return address == null
        ? null
        : new ProxyConfig(address.getHost(), address.getPort(), username, password, exceptions);
  }

  @Nullable
  private static URI proxyAddress(TableOptions options, String url) {
    URI address = null;
    try {
      address = new URI(url);
    } catch (URISyntaxException noUrl) {
      // Said below, without the text: it may hold a password.
    }
    if (address != null && address.getRawUserInfo() != null) {
      options.problem(
          PROXY_URL.key(),
          "it holds credentials; put them into 'proxy.username' and 'proxy.password'.");
      return null;
    }
    boolean bare =
        address != null
            && "http".equalsIgnoreCase(address.getScheme())
            && address.getHost() != null
            && address.getPort() > 0
            && address.getPort() <= 65_535
            && List.of("", "/").contains(address.getRawPath())
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (!bare) {
      options.problem(
          PROXY_URL.key(),
          "expected http://host:port and nothing else, such as http://proxy.example.com:3128.");
      return null;
    }
    return address;
  }

  @Nullable
  private static SecretText secret(TableOptions options, ConfigOption<String> option) {
    if (!options.has(option)) {
      return null;
    }
    SecretText text = new SecretText(options.text(option));
    text.problem().ifPresent(problem -> options.problem(option.key(), problem + "."));
    return text;
  }

  private static void needs(TableOptions options, ConfigOption<?> option, String what) {
    if (options.has(option)) {
      options.problem(option.key(), "it needs " + what + ".");
    }
  }

  private static <T> T parse(
      TableOptions options,
      ConfigOption<String> option,
      Function<String, T> parser,
      T otherwise,
      String expected) {
    String text = options.text(option);
    if (text == null) {
      return otherwise;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException unreadable) {
      options.problem(
          option.key(),
          "found '" + text + "', expected " + expected + ": " + unreadable.getMessage() + ".");
      return otherwise;
    }
  }
}
