package agenttui.keeper;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.HostileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The questions for processes (INFO) that are under way on one channel; answered in their order.
final class Answers {
  private static final int LONGEST_TEXT = 4096;

  private final Deque<CompletableFuture<Processes>> waiting = new ArrayDeque<>();
  private @Nullable String failure;

  /// Waits for an answer; a failure is thrown as it was told, with this stack.
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new KeeperException(why == null ? "failed" : why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeeperException("interrupted while waiting for the keeper", e);
    }
  }

  /// Asks and waits.
  ///
  /// @throws KeeperException when the channel ends before the answer
  Processes ask(Runnable send) {
    CompletableFuture<Processes> answer = new CompletableFuture<>();
    synchronized (this) {
      if (failure != null) {
        throw new KeeperException(failure);
      }
      waiting.add(answer);
      send.run();
    }
    return await(answer);
  }

  /// Takes an answer.
  void take(Fields fields) {
    int leader = (int) fields.u32();
    String command = fields.text(LONGEST_TEXT);
    String directory = fields.text(LONGEST_TEXT);
    int count = fields.u16();
    List<Processes.One> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int pid = (int) fields.u32();
      int parent = (int) fields.u32();
      all.add(new Processes.One(pid, parent, fields.u63(), fields.text(LONGEST_TEXT)));
    }
    CompletableFuture<Processes> answer;
    synchronized (this) {
      if (failure != null) {
        return; // Asked before the program's end, answered behind it.
      }
      answer = waiting.poll();
    }
    if (answer == null) {
      throw new HostileException("an answer to no question");
    }
    answer.complete(
        new Processes(
            leader == 0 ? Optional.empty() : Optional.of(command),
            directory.isEmpty() ? Optional.empty() : Optional.of(directory),
            all));
  }

  /// No more answers come.
  void fail(String why) {
    List<CompletableFuture<Processes>> all;
    synchronized (this) {
      failure = why;
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(answer -> answer.completeExceptionally(new KeeperException(why)));
  }
}
