package io.sqluice.http.client;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Knows which addresses belong to hosts of the public Internet: none of those that the registries
 * of special-purpose addresses (RFC 6890) keep for machines, links, sites, groups, tests and
 * transition. Addresses that carry an IPv4 address (IPv4-mapped, NAT64) are judged by that one.
 */
final class PublicAddresses {

  private static final List<IpSubnetFilterRule> NOT_PUBLIC_IPV4 =
      networks(
          "0.0.0.0/8", // this host (RFC 1122)
          "10.0.0.0/8", // private (RFC 1918)
          "100.64.0.0/10", // shared by carriers (RFC 6598)
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local (RFC 3927), metadata services of clouds
          "172.16.0.0/12", // private (RFC 1918)
          "192.0.0.0/24", // protocol assignments (RFC 6890)
          "192.0.2.0/24", // documentation (RFC 5737)
          "192.88.99.0/24", // 6to4 relays (RFC 7526)
          "192.168.0.0/16", // private (RFC 1918)
          "198.18.0.0/15", // benchmarks (RFC 2544)
          "198.51.100.0/24", // documentation (RFC 5737)
          "203.0.113.0/24", // documentation (RFC 5737)
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  private static final List<IpSubnetFilterRule> GLOBAL_IPV6 = networks("2000::/3");

  private static final List<IpSubnetFilterRule> NOT_PUBLIC_IPV6 =
      networks(
          "2001::/23", // protocol assignments, with Teredo (RFC 4380)
          "2001:db8::/32", // documentation (RFC 3849)
          "2002::/16", // 6to4 (RFC 3056), which carries any IPv4 address
          "3fff::/20"); // documentation (RFC 9637)

  private static final List<IpSubnetFilterRule> NAT64 = networks("64:ff9b::/96"); // RFC 6052

  private PublicAddresses() {}

  /** Whether an address is one of the public Internet. */
  static boolean contains(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return !isIn(NOT_PUBLIC_IPV4, address);
    }
    if (isIn(NAT64, address)) {
      byte[] bytes = address.getAddress();
      return contains(ipv4(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return isIn(GLOBAL_IPV6, address) && !isIn(NOT_PUBLIC_IPV6, address);
  }

  private static boolean isIn(List<IpSubnetFilterRule> networks, InetAddress address) {
    InetSocketAddress socketAddress = new InetSocketAddress(address, 0);
    return networks.stream().anyMatch(network -> network.matches(socketAddress));
  }

  private static InetAddress ipv4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }

  private static List<IpSubnetFilterRule> networks(String... texts) {
    return Stream.of(texts).map(PublicAddresses::network).toList();
  }

  private static IpSubnetFilterRule network(String text) {
    int slash = text.indexOf('/');
    return new IpSubnetFilterRule(
        text.substring(0, slash),
        Integer.parseInt(text.substring(slash + 1)),
        IpFilterRuleType.REJECT);
  }
}
