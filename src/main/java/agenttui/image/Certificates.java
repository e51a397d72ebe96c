package agenttui.image;

import agenttui.config.Network;
import agenttui.docker.Account;
import agenttui.docker.Engine;
import agenttui.docker.ImageRef;
import agenttui.docker.Tar;
import agenttui.docker.VolumeName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The certificates, proxies and registries of this machine, for containers.
///
/// The bundle is whole, the system's certificates and the extra ones: some of the variables that
/// name it *replace* a program's own list.
final class Certificates {
  /// Where distributions keep their bundle: Debian and Arch, Fedora, SUSE, Alpine and macOS.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  /// The variables by which programs are told of a bundle: node, OpenSSL and Rust, git, npm, curl,
  /// Python's requests, pip.
  private static final List<String> VARIABLES =
      List.of(
          "NODE_EXTRA_CA_CERTS",
          "SSL_CERT_FILE",
          "GIT_SSL_CAINFO",
          "npm_config_cafile",
          "CURL_CA_BUNDLE",
          "REQUESTS_CA_BUNDLE",
          "PIP_CERT");

  private final Complete volumes;
  private final Engine engine;
  private final Network network;
  private final Account account;

  Certificates(Engine engine, Network network, Account account) {
    this.volumes = new Complete(engine, "net");
    this.engine = engine;
    this.network = network;
    this.account = account;
  }

  /// What containers need; `image` is only asked for when the volume must be made.
  NetworkFiles files(Supplier<ImageRef> image) {
    Map<String, String> environment = new LinkedHashMap<>(network.proxyVariables());
    if (!network.npmRegistry().isEmpty()) {
      environment.put("npm_config_registry", network.npmRegistry());
    }
    byte[] bundle = bundle(network);
    if (bundle.length == 0) {
      return new NetworkFiles(Optional.empty(), environment);
    }
    VARIABLES.forEach(name -> environment.put(name, NetworkFiles.PLACE + "/ca.pem"));
    return new NetworkFiles(Optional.of(volume(bundle, image)), environment);
  }

  private VolumeName volume(byte[] bundle, Supplier<ImageRef> image) {
    String recipe = Recipe.digest(bundle).substring(0, 12);
    Optional<Complete.Found> present = volumes.find(recipe);
    if (present.isPresent()) {
      return present.get().volume();
    }
    ImageRef any = image.get();
    VolumeName volume = volumes.begin(recipe);
    byte[] tar = Tar.ofRoot().file("ca.pem", 0444, bundle).bytes();
    engine.volumes().fill(volume, any, account, 0755, new ByteArrayInputStream(tar));
    return volumes.publish(recipe, volume, Map.of()).volume();
  }

  /// The system's certificates and the extra ones as PEM, each once; empty when there are no extra
  /// ones (images have the usual list).
  ///
  /// @throws ImageException for a file that is no list of certificates
  static byte[] bundle(Network network) {
    if (network.ca().isEmpty()) {
      return new byte[0];
    }
    Map<String, byte[]> byDigest = new LinkedHashMap<>();
    for (Certificate each : system()) {
      add(byDigest, each);
    }
    for (Path file : network.ca()) {
      for (Certificate each : read(file)) {
        add(byDigest, each);
      }
    }
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    StringBuilder pem = new StringBuilder();
    for (byte[] each : byDigest.values()) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(lines.encodeToString(each))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void add(Map<String, byte[]> byDigest, Certificate certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      byDigest.put(Recipe.digest(encoded), encoded);
    } catch (CertificateException e) {
      throw new ImageException("a certificate cannot be written: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> system() {
    return SYSTEM.stream()
        .filter(Files::isReadable)
        .findFirst()
        .map(Certificates::read)
        .orElseGet(Certificates::ofThisJava);
  }

  private static List<Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (IOException | GeneralSecurityException e) {
      throw new ImageException(file + " is no list of certificates in PEM: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> ofThisJava() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((java.security.KeyStore) null);
      List<Certificate> all = new ArrayList<>();
      for (TrustManager each : factory.getTrustManagers()) {
        if (each instanceof X509TrustManager manager) {
          X509Certificate[] accepted = manager.getAcceptedIssuers();
          all.addAll(Arrays.asList(accepted));
        }
      }
      return all;
    } catch (GeneralSecurityException e) {
      throw new ImageException("this Java has no certificates: " + e.getMessage(), e);
    }
  }
}
