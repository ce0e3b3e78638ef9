package io.sqluice.http.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;

/**
 * The secret values of one table, which it takes out of every text that is shown: in the forms of
 * {@link SecretForm}, in Base64 (also inside longer Base64, such as Basic credentials), and their
 * beginnings where a text was cut. Thread-safe; values are added while the table runs, as tokens
 * are issued.
 */
public final class Redaction {

  static final String SHOWN = "***";

  private static final int SHORTEST_BASE64 = 6;

  /** Tokens of hours ago are of no use to anybody, and months of them would fill the memory. */
  private static final int ISSUED_KEPT = 16;

  private final Map<String, List<SecretForm>> values = new ConcurrentHashMap<>();
  private final Set<String> literals = ConcurrentHashMap.newKeySet();
  private final Deque<String> issued = new ArrayDeque<>();
  private volatile List<List<SecretForm>> issuedForms = List.of();

  /** Makes a value one that is never shown. Empty values are ignored. */
  public void add(String secret) {
    if (!secret.isEmpty()) {
      values.computeIfAbsent(secret, Redaction::forms);
    }
  }

  /**
   * Makes a value one that is not shown while it is among the last ones issued: access tokens,
   * which are replaced as long as the table runs. Empty values are ignored.
   */
  public synchronized void addIssued(String token) {
    if (token.isEmpty() || issued.contains(token)) {
      return;
    }
    issued.addLast(token);
    List<List<SecretForm>> forms = new ArrayList<>(issuedForms);
    forms.add(forms(token));
    if (issued.size() > ISSUED_KEPT) {
      issued.removeFirst();
      forms.remove(0);
    }
    issuedForms = List.copyOf(forms);
  }

  /**
   * Makes a value that an option gives as it is one that is never shown. Empty values are ignored.
   */
  void addLiteral(String value) {
    if (!value.isEmpty()) {
      literals.add(value);
      add(value);
    }
  }

  /** The text with three asterisks in the place of each secret value. */
  public String redact(String text) {
    return redact(text, Set.of());
  }

  /**
   * The text with three asterisks in the place of each secret value, literals in plain excepted:
   * they are words that a link may well have for another reason.
   */
  String redactAllButLiterals(String text) {
    return redact(text, literals);
  }

  /**
   * @param left values that are shown, if not in Base64
   */
  private String redact(String text, Set<String> left) {
    BitSet secret = new BitSet();
    SecretScan scan = new SecretScan(text);
    values.forEach(
        (value, forms) ->
            forms.stream()
                .skip(left.contains(value) ? 1 : 0)
                .forEach(form -> scan.mark(form, secret)));
    issuedForms.forEach(forms -> forms.forEach(form -> scan.mark(form, secret)));
    if (secret.isEmpty()) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int end = 0;
    for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(end)) {
      shown.append(text, end, start).append(SHOWN);
      end = secret.nextClearBit(start);
    }
    return shown.append(text, end, text.length()).toString();
  }

  /**
   * The throwable itself if neither it nor anything behind it shows a secret, else a copy with the
   * same stack traces whose messages do not.
   *
   * @param thrown null gives null
   */
  @Nullable
  public Throwable redact(@Nullable Throwable thrown) {
    return RedactedException.of(thrown, this);
  }

  /** The value as it is, and then in Base64. */
  private static List<SecretForm> forms(String secret) {
    // The two alphabets of Base64 differ in two characters, so most of these are the same.
    Set<String> cores = new LinkedHashSet<>();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 3; before++) {
        String core = base64(encoder.withoutPadding(), bytes, before);
        if (core.length() >= SHORTEST_BASE64) {
          cores.add(core);
        }
      }
    }
    cores.remove(secret);
    List<SecretForm> forms = new ArrayList<>(List.of(new SecretForm(secret)));
    cores.forEach(core -> forms.add(new SecretForm(core)));
    return List.copyOf(forms);
  }

  /**
   * The characters that stand for the bytes wherever they are in what is encoded.
   *
   * @param before how many bytes of the group of three come before
   */
  private static String base64(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String encoded = encoder.encodeToString(shifted);
    int first = before == 0 ? 0 : before + 1;
    int last = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return last <= first ? "" : encoded.substring(first, last);
  }
}
