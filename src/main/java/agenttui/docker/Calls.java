package agenttui.docker;

import agenttui.docker.EngineException.Reason;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every call through docker-java goes through here: a deadline on each, and its zoo of exceptions
/// turned into [EngineException].
///
/// The client is made at the first call (0.6 to 1.4 s cold, measured). Any thread.
final class Calls implements AutoCloseable {
  /// For calls that only look or change a record.
  static final Duration SHORT = Duration.ofSeconds(30);

  /// For calls that start, stop or copy.
  static final Duration LONG = Duration.ofMinutes(5);

  /// A call that has not come back for that long is looked after: an engine that hangs still takes
  /// connections, and its calls would last until their deadlines.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// The newest API that docker-java 3.7.1 was written for; older engines get their own.
  private static final int NEWEST_MINOR = 44;

  private final Address address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable DockerClient client;
  private String api = "";

  Calls(Address address) {
    this.address = address;
  }

  Address address() {
    return address;
  }

  /// The version that we speak; connects when that is not known yet.
  String api() {
    client();
    return api;
  }

  /// Runs `call` within `deadline`. `what` is what failed, for people: `start container x`.
  <T extends @Nullable Object> T within(
      Duration deadline, String what, Function<DockerClient, T> call) {
    return waited(deadline, what, threads.submit(() -> call.apply(client())));
  }

  /// As [#within], for what does not go through docker-java.
  <T> T raw(Duration deadline, String what, Callable<T> call) {
    return waited(deadline, what, threads.submit(call));
  }

  private <T extends @Nullable Object> T waited(Duration deadline, String what, Future<T> future) {
    try {
      for (Duration left = deadline; left.isPositive(); left = left.minus(PATIENCE)) {
        Duration some = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        try {
          return future.get(some.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          stillThere(future);
        }
      }
      future.cancel(true);
      throw new EngineException(
          Reason.SLOW, what + ": not done by the engine within " + deadline.toSeconds() + " s");
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new EngineException(Reason.FAILED, what + ": interrupted", e);
    } catch (ExecutionException e) {
      throw translated(what, e.getCause() == null ? e : e.getCause());
    }
  }

  /// Gives up a call whose engine does not answer a ping, twice (5 s each).
  private void stillThere(Future<?> future) {
    for (int tries = 2; !future.isDone(); tries--) {
      try {
        String _ = RawConnection.ping(address);
        return;
      } catch (IOException e) {
        if (tries == 1) {
          future.cancel(true);
          throw unreachable(address, e);
        }
      }
    }
  }

  private DockerClient client() {
    lock.lock();
    try {
      if (client == null) {
        api = negotiated();
        client = made(api);
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  private String negotiated() {
    try {
      String theirs = RawConnection.ping(address);
      int minor = Integer.parseInt(theirs.substring(theirs.indexOf('.') + 1));
      return theirs.startsWith("1.") && minor <= NEWEST_MINOR ? theirs : "1." + NEWEST_MINOR;
    } catch (IOException e) {
      throw unreachable(address, e);
    }
  }

  private DockerClient made(String version) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.uri().toString())
            .withDockerTlsVerify(false)
            .withApiVersion(version)
            .build();
    ZerodepDockerHttpClient http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  /// The exception for a failed call.
  private EngineException translated(String what, Throwable cause) {
    return switch (cause) {
      case EngineException ours -> ours;
      case NotFoundException e -> failed(Reason.MISSING, what, e);
      case ConflictException e -> failed(Reason.CONFLICT, what, e);
      case DockerException e when said(e).contains("no space left on device") ->
          new EngineException(
              Reason.FULL, what + ": the engine's disk is full; `agent-tui clean` frees some", e);
      case DockerException e -> failed(Reason.FAILED, what, e);
      default -> {
        @Nullable IOException io = find(cause);
        yield io == null
            ? new EngineException(Reason.FAILED, what + ": " + cause, cause)
            : unreachable(address, io);
      }
    };
  }

  private static EngineException failed(Reason reason, String what, DockerException e) {
    return new EngineException(reason, what + ": " + said(e), e);
  }

  /// The engine's own words: the `message` in its JSON, on one line.
  static String said(DockerException e) {
    String text = String.valueOf(e.getMessage());
    int at = text.indexOf("\"message\":\"");
    if (at >= 0) {
      int end = text.lastIndexOf('"');
      text = text.substring(at + 11, Math.max(at + 11, end)).replace("\\\"", "\"");
    }
    return text.replace("\\n", " ").replaceAll("\\s+", " ").strip();
  }

  private static @Nullable IOException find(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof IOException io) {
        return io;
      }
    }
    return null;
  }

  /// The exception for an engine that cannot be reached, with its remedy.
  static EngineException unreachable(Address address, IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    String at = address.shown();
    if (e instanceof AccessDeniedException || text.contains("permission denied")) {
      return new EngineException(Reason.FORBIDDEN, Remedies.forbidden(at), e);
    }
    return new EngineException(Reason.DOWN, Remedies.down(at, e), e);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    lock.lock();
    try {
      if (client != null) {
        client.close();
      }
    } catch (IOException ignored) {
      // Nothing of it is used any more.
    } finally {
      lock.unlock();
    }
  }
}
