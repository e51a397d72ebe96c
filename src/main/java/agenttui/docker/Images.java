package agenttui.docker;

import agenttui.docker.EngineException.Reason;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Images of the engine. Part of [Engine]; any thread; throws [EngineException].
public final class Images {
  private final Engine engine;

  Images(Engine engine) {
    this.engine = engine;
  }

  /// What an image is; empty when it is not there.
  public Optional<ImageFacts> find(ImageRef image) {
    try {
      return Optional.of(
          engine
              .calls()
              .within(
                  Calls.SHORT,
                  "look at image " + image,
                  c -> facts(c.inspectImageCmd(image.value()).exec())));
    } catch (EngineException e) {
      if (e.reason() == Reason.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ImageFacts facts(InspectImageResponse found) {
    Map<String, String> labels = new HashMap<>();
    if (found.getConfig() != null && found.getConfig().getLabels() != null) {
      labels.putAll(found.getConfig().getLabels());
    }
    return new ImageFacts(
        String.valueOf(found.getId()),
        Optional.ofNullable(found.getRepoTags()).orElse(List.of()),
        labels,
        Optional.ofNullable(found.getSize()).orElse(0L));
  }

  /// All images with each of these labels, of every installation (images are shared).
  public List<ImageFacts> list(Map<String, String> labels) {
    return engine
        .calls()
        .within(
            Calls.SHORT,
            "list images",
            c ->
                c.listImagesCmd().withFilter("label", Containers.filter(labels)).exec().stream()
                    .map(i -> facts(c.inspectImageCmd(i.getId()).exec()))
                    .toList());
  }

  /// Makes an image of a root file system (`docker import`), on a connection of our own:
  /// docker-java 3.7.1 cuts the archive off ("unexpected EOF", measured).
  ///
  /// An archive that ends early may still become an image: check its maker before giving it a name
  /// that counts.
  ///
  /// @param rootfs a tar archive, read to its end
  /// @param image the name it gets
  public void importRoot(InputStream rootfs, ImageRef image, Duration deadline) {
    Calls calls = engine.calls();
    String what = "import image " + image;
    String request =
        "POST /v%s/images/create?fromSrc=-&repo=%s&tag=%s HTTP/1.1\r\nHost: engine\r\n"
                .formatted(calls.api(), encoded(image.repository()), encoded(image.tag()))
            + "Connection: close\r\nContent-Type: application/octet-stream";
    String said =
        calls.raw(
            deadline,
            what,
            () -> {
              RawConnection connection = RawConnection.to(calls.address());
              try (SocketChannel _ = connection.channel()) {
                RawConnection.Head head = connection.upload(request, rootfs);
                String rest = connection.rest(4000);
                return head.status() == 200 && !rest.contains("\"error\"") ? "" : rest;
              }
            });
    if (!said.isEmpty()) {
      throw new EngineException(
          said.contains("no space left") ? Reason.FULL : Reason.FAILED,
          what + ": " + said.replaceAll("\\s+", " ").strip());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Builds an image by the engine's classic builder. Stopping the calling thread (interrupt) stops
  /// the build and leaves no container.
  ///
  /// @param context a tar archive with a `Dockerfile`
  /// @param image the name it gets
  /// @param labels its labels, besides the owner's
  /// @param arguments build arguments (proxy variables among them); they show in `history`
  /// @param lines hears each line of progress, raw
  public void build(
      byte[] context,
      ImageRef image,
      Map<String, String> labels,
      Map<String, String> arguments,
      Duration deadline,
      Consumer<String> lines) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.OWNER, engine.owner());
    AtomicReference<String> complaint = new AtomicReference<>("");
    var result =
        new BuildImageResultCallback() {
          @Override
          public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
              lines.accept(item.getStream());
            }
            if (item.getErrorDetail() != null) {
              complaint.set(String.valueOf(item.getErrorDetail().getMessage()));
            }
            super.onNext(item);
          }
        };
    try {
      engine
          .calls()
          .within(
              deadline,
              "build image " + image,
              c -> {
                var command =
                    c.buildImageCmd(new ByteArrayInputStream(context))
                        .withTags(java.util.Set.of(image.value()))
                        .withLabels(all)
                        .withRemove(true)
                        .withForcerm(true)
                        .withPull(false);
                arguments.forEach(command::withBuildArg);
                return command.exec(result).awaitImageId();
              });
    } catch (EngineException e) {
      String said =
          complaint.get().isEmpty() ? "" : "build image " + image + ": " + complaint.get();
      throw said.isEmpty() ? e : new EngineException(e.reason(), said, e);
    } finally {
      closeQuietly(result);
    }
  }

  /// Pulls an image from its registry.
  ///
  /// @param lines hears each line of progress, raw
  /// @throws EngineException also when no registry answers within `deadline`
  public void pull(ImageRef image, Duration deadline, Consumer<String> lines) {
    var result =
        new PullImageResultCallback() {
          @Override
          public void onNext(PullResponseItem item) {
            lines.accept(String.valueOf(item.getStatus()));
            super.onNext(item);
          }
        };
    try {
      engine
          .calls()
          .within(
              deadline,
              "pull image " + image,
              c -> {
                try {
                  return Optional.of(
                      c.pullImageCmd(image.repository())
                          .withTag(image.tag())
                          .exec(result)
                          .awaitCompletion());
                } catch (InterruptedException e) {
                  throw new EngineException(Reason.FAILED, "interrupted", e);
                }
              });
    } finally {
      closeQuietly(result);
    }
  }

  /// Gives an image one more name.
  public void tag(ImageRef image, ImageRef as) {
    engine
        .calls()
        .within(
            Calls.SHORT,
            "name image " + as,
            c ->
                Optional.ofNullable(
                    c.tagImageCmd(image.value(), as.repository(), as.tag()).withForce().exec()));
  }

  /// Takes a name from an image, and removes it when that was the last. One that is gone is fine.
  ///
  /// @throws EngineException with reason `CONFLICT` while a container was made from it
  public void remove(ImageRef image) {
    try {
      engine
          .calls()
          .within(
              Calls.LONG,
              "remove image " + image,
              c -> Optional.ofNullable(c.removeImageCmd(image.value()).exec()));
    } catch (EngineException e) {
      if (e.reason() != Reason.MISSING) {
        throw e;
      }
    }
  }

  /// Removes what builds of this installation left that were cut off: layers without a name and
  /// with nothing on top. Not while one goes on.
  ///
  /// @return how many there were
  public int removeCutBuilds() {
    String label = Labels.LAYER + "=" + engine.owner();
    List<String> ids =
        engine
            .calls()
            .within(
                Calls.SHORT,
                "list images",
                c ->
                    c
                        .listImagesCmd()
                        .withDanglingFilter(true)
                        .withLabelFilter(label)
                        .exec()
                        .stream()
                        .map(com.github.dockerjava.api.model.Image::getId)
                        .toList());
    return (int) ids.stream().filter(id -> removed(new ImageRef(id))).count();
  }

  private boolean removed(ImageRef layer) {
    try {
      remove(layer);
      return true;
    } catch (EngineException e) {
      if (e.reason() != Reason.CONFLICT) {
        throw e;
      }
      return false; // The engine is still at it.
    }
  }

  private static void closeQuietly(java.io.Closeable stream) {
    try {
      stream.close();
    } catch (java.io.IOException ignored) {
      // Nothing of it is used any more.
    }
  }
}
