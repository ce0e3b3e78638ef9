package io.sqluice.http.client;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without the proxy, written as in the variable NO_PROXY: {@code
 * localhost,example.com,10.0.0.0/8}. A name also stands for all names below it, an address or a
 * network for addresses as they are written in a URL, and an asterisk for every host.
 *
 * @param entries in lower case
 */
public record NoProxy(List<String> entries) implements Serializable {

  /** Every host is reached through the proxy. */
  public static final NoProxy NONE = new NoProxy(List.of());

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

  public NoProxy {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException naming the first term that is none of these
   */
  public static NoProxy parse(String text) {
    List<String> entries = new ArrayList<>();
    for (String part : text.split("[,;]")) {
      String term = part.strip().toLowerCase(Locale.ROOT);
      if (term.isEmpty()) {
        continue;
      }
      String entry = term.replaceFirst("^\\*?\\.", "");
      if (!entry.equals("*") && !NAME.matcher(entry).matches() && !isNetwork(entry)) {
        throw new IllegalArgumentException(
            "'" + part.strip() + "' is no name, address or network such as 10.0.0.0/8");
      }
      entries.add(entry);
    }
    return new NoProxy(entries);
  }

  /** Whether a host is reached without the proxy. */
  boolean contains(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return entries.stream().anyMatch(entry -> matches(entry, name));
  }

  private static boolean matches(String entry, String host) {
    if (entry.equals("*") || host.equals(entry) || host.endsWith("." + entry)) {
      return true;
    }
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    return address != null && isNetwork(entry) && network(entry).matches(socketAddress(address));
  }

  private static boolean isNetwork(String entry) {
    try {
      network(entry);
      return true;
    } catch (IllegalArgumentException noNetwork) {
      return false;
    }
  }

  /** An address alone is a network of one. */
  private static IpSubnetFilterRule network(String entry) {
    int slash = entry.indexOf('/');
    String first = slash < 0 ? entry : entry.substring(0, slash);
    byte[] address = NetUtil.createByteArrayFromIpAddressString(first);
    if (address == null) {
      throw new IllegalArgumentException(first);
    }
    int bits = slash < 0 ? 8 * address.length : Integer.parseInt(entry.substring(slash + 1));
    return new IpSubnetFilterRule(
        socketAddress(address).getAddress(), bits, IpFilterRuleType.ACCEPT);
  }

  private static InetSocketAddress socketAddress(byte[] address) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }
}
