package agenttui.egress;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which addresses no name may lead to.
class SpecialAddressesTest {
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0",
          "0.1.2.3",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "100.100.100.200",
          "100.127.255.255",
          "127.0.0.1",
          "127.255.255.254",
          "168.63.129.16",
          "169.254.169.254",
          "169.254.170.2",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.1",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "192.168.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.250",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::127.0.0.1",
          "64:ff9b::7f00:1",
          "64:ff9b::a00:1",
          "64:ff9b:1::1",
          "100::1",
          "2001::1",
          "2001:0:4136:e378::",
          "2001:2::1",
          "2001:10::1",
          "2001:20::1",
          "2001:db8::1",
          "2002:7f00:1::1",
          "2002:a00:1::1",
          "3fff::1",
          "5f00::1",
          "fc00::1",
          "fd00:ec2::254",
          "fe80::1",
          "febf::1",
          "fec0::1",
          "ff02::1",
          "::ffff:0:a00:1");

  private static final List<String> PUBLIC =
      List.of(
          "1.1.1.1",
          "8.8.8.8",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "160.79.104.10",
          "169.253.255.255",
          "169.255.0.0",
          "172.15.255.255",
          "172.32.0.0",
          "192.0.1.0",
          "192.167.255.255",
          "192.169.0.0",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "2001:200::1",
          "2001:4860:4860::8888",
          "2606:4700::1111",
          "2607:6bc0::1",
          "2a00:1450::1",
          "3ffd::1");

  @Test
  void addressesOfTheRegistriesAreSpecial() {
    for (String each : SPECIAL) {
      assertTrue(SpecialAddresses.contain(InetAddress.ofLiteral(each)), each);
    }
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsTheIpv4Address() {
    for (String each : List.of("::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254")) {
      assertTrue(SpecialAddresses.contain(InetAddress.ofLiteral(each)), each);
    }
  }

  @Test
  void theirNeighboursAreNot() {
    for (String each : PUBLIC) {
      assertFalse(SpecialAddresses.contain(InetAddress.ofLiteral(each)), each);
    }
  }
}
