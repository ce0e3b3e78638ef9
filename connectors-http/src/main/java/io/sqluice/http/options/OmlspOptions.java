package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.pagination.PaginationType;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/**
 * Lets tables that were written for OMLSP say what they say there, or says how it is said here.
 * Properties that mean the same under another name are fallback keys of our options.
 */
final class OmlspOptions {

  /** Its authentication; of its three classes, only the one that does nothing was written. */
  static final ConfigOption<String> SIGNER_CLASS =
      key("signer_class").stringType().noDefaultValue();

  private static final String NO_SIGNER = "NoSigner";

  private static final Map<String, String> SIGNERS =
      Map.of(
          "HMACSHA256",
          "'auth.type' = 'hmac', 'auth.key' = 'SECRET name', and what is signed: 'auth.message' and"
              + " 'auth.header', or the rules of an exchange, as in 'auth.preset' = 'kucoin',"
              + " 'auth.key-id' = 'SECRET name', 'auth.passphrase' = 'SECRET name'",
          "OAuth2",
          "'auth.type' = 'oauth2-client-credentials', 'auth.token-url', 'auth.client-id' and"
              + " 'auth.client-secret' = 'SECRET name'");

  /** What earlier versions of it called the types of pagination. */
  private static final Map<String, PaginationType> EARLIER_TYPES =
      Map.of(
          "limit_offset", PaginationType.PAGE_BASED,
          "cursor", PaginationType.CURSOR_BASED,
          "header", PaginationType.HEADER_BASED,
          "body_link", PaginationType.BODY_LINK_BASED);

  private OmlspOptions() {}

  /** Notes a signer_class that a table here does not have. */
  static void checkSigner(TableOptions options) {
    String signer = options.text(SIGNER_CLASS);
    if (signer == null || signer.isBlank() || signer.equalsIgnoreCase(NO_SIGNER)) {
      return;
    }
    String ours = SIGNERS.get(signer);
    options.problem(
        SIGNER_CLASS.key(),
        "found '"
            + signer
            + "', expected "
            + NO_SIGNER
            + "; it is a property of OMLSP, "
            + (ours == null
                ? "and here 'auth.type' says how requests are authenticated."
                : "and here that is " + ours + "."));
  }

  /** What to say of one of its properties that no option here stands for; empty for any other. */
  static Optional<String> hint(String key) {
    return key.equals("pagination.max")
        ? Optional.of(
            "it is a property of OMLSP, the number of rows after which a poll ends; here"
                + " 'pagination.stop-jq' says which page is the last, and 'pagination.max-pages' is"
                + " the number of pages beyond which a poll fails.")
        : Optional.empty();
  }

  /** Notes a type of pagination that has another name now, and gives it; null for any other. */
  @Nullable
  static PaginationType earlierType(TableOptions options) {
    String found = options.text(PaginationOptions.PAGINATION_TYPE);
    PaginationType type = EARLIER_TYPES.get(found);
    if (type != null) {
      options.problem(
          PaginationOptions.PAGINATION_TYPE.key(),
          "found '"
              + found
              + "', expected '"
              + type.word()
              + "'"
              + (type == PaginationType.PAGE_BASED
                  ? ", which counts pages, or '"
                      + PaginationType.OFFSET_BASED.word()
                      + "', which counts records."
                  : "."));
    }
    return type;
  }
}
