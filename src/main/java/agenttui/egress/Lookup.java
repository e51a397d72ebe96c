package agenttui.egress;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds where a host is: asks the resolver once, and gives only addresses that may be reached.
/// Every address of a name is looked at, and one bad one spoils the name.
final class Lookup implements AutoCloseable {
  /// The system's resolver blocks the thread under a virtual one, of which there are as many as
  /// processors: so lookups have threads of their own.
  private static final int THREADS = 32;

  /// Of the addresses of each family, this many are tried.
  private static final int TRIED = 2;

  /// What came of it.
  sealed interface Found {
    /// These may be tried, in this order; never empty.
    record At(List<InetSocketAddress> places) implements Found {}

    /// It must not be reached.
    ///
    /// @param why one line without the host
    record Forbidden(String why) implements Found {}

    /// Nobody knows where it is.
    ///
    /// @param status 502 or 504
    /// @param why one line without the host
    record Unknown(int status, String why) implements Found {}
  }

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("egress-names-", 0).daemon().factory());
  private final Names names;
  private final Duration most;

  Lookup(Names names, Duration most) {
    this.names = names;
    this.most = most;
  }

  /// Where `target` is.
  ///
  /// @param local where the user's own file sends it
  /// @param turns bounds the lookups of one sandbox, so that it cannot take all threads
  Found find(Target target, Optional<LocalName> local, Semaphore turns) {
    if (local.isPresent() && !local.get().range()) {
      int port = local.get().port().orElse(target.port());
      return new Found.At(List.of(new InetSocketAddress(local.get().address(), port)));
    }
    return switch (addresses(target.host(), turns)) {
      case Answer.Bad(Found why) -> why;
      case Answer.Good(List<InetAddress> all) -> {
        Optional<String> bad =
            all.stream()
                .map(each -> local.map(it -> outside(it, each)).orElseGet(() -> special(each)))
                .flatMap(Optional::stream)
                .findFirst();
        yield bad.<Found>map(Found.Forbidden::new)
            .orElseGet(() -> new Found.At(few(all, target.port())));
      }
    };
  }

  /// Where a parent proxy is: wherever its name says.
  Found parent(ParentProxy.Hop hop, Semaphore turns) {
    return switch (addresses(hop.host(), turns)) {
      case Answer.Bad(Found why) -> why;
      case Answer.Good(List<InetAddress> all) -> new Found.At(few(all, hop.port()));
    };
  }

  private static Optional<String> outside(LocalName local, InetAddress address) {
    boolean in =
        SpecialAddresses.holds(local.address().getAddress(), local.bits(), address.getAddress());
    return in ? Optional.empty() : Optional.of("is outside of its range in [network.local]");
  }

  private Optional<String> special(InetAddress address) {
    if (SpecialAddresses.contain(address)) {
      return Optional.of("leads to a private or special address");
    }
    return names.own(address) ? Optional.of("leads to this machine") : Optional.empty();
  }

  private static List<InetSocketAddress> few(List<InetAddress> all, int port) {
    List<InetSocketAddress> few = new ArrayList<>();
    int[] taken = new int[2];
    for (InetAddress each : all) {
      if (taken[each instanceof Inet4Address ? 0 : 1]++ < TRIED) {
        few.add(new InetSocketAddress(each, port));
      }
    }
    return few;
  }

  private sealed interface Answer {
    record Good(List<InetAddress> addresses) implements Answer {}

    record Bad(Found why) implements Answer {}
  }

  private Answer addresses(String host, Semaphore turns) {
    Optional<InetAddress> literal = HostGrammar.literal(host);
    if (literal.isPresent()) {
      return new Answer.Good(List.of(literal.get()));
    }
    if (!turns.tryAcquire()) {
      return bad(502, "was not looked up: too many lookups at the same time");
    }
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    try {
      threads.execute(() -> {
        try {
          answer.complete(names.resolve(host));
        } catch (IOException | RuntimeException e) {
          answer.completeExceptionally(e);
        } finally {
          turns.release();
        }
      });
    } catch (RejectedExecutionException e) {
      turns.release();
      return bad(502, "was not looked up: too many lookups at the same time");
    }
    return awaited(answer);
  }

  private Answer awaited(CompletableFuture<List<InetAddress>> answer) {
    try {
      List<InetAddress> all = answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
      return all.isEmpty() ? bad(502, "has no address") : new Answer.Good(all);
    } catch (TimeoutException e) {
      return bad(504, "was not looked up within " + most.toSeconds() + " s");
    } catch (ExecutionException e) {
      return bad(502, "has no address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return bad(502, "was not looked up: the proxy is closing");
    }
  }

  private static Answer bad(int status, String why) {
    return new Answer.Bad(new Found.Unknown(status, why));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
