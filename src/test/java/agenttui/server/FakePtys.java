package agenttui.server;

import agenttui.keeper.KeptPty;
import agenttui.keeper.Processes;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.term.Pty;
import agenttui.term.PtyOutput;
import agenttui.term.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Programs that do what a test says, held as a keeper would hold them: they outlive a server.
final class FakePtys implements Ptys {
  private final Map<PtyId, Program> programs = new LinkedHashMap<>();
  private boolean ended;
  private boolean indescribable;
  private int resumed;
  private Runnable untilToldSo = () -> {};

  /// One program and all that it ever printed.
  static final class Program implements KeptPty {
    private final PtySpec spec;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final List<Size> sizes = new ArrayList<>();
    private final List<Integer> signals = new ArrayList<>();
    private PtyOutput output;
    private int consumed;
    private boolean closed;
    private List<String> commands = List.of("bash");
    private int asked;

    private Program(PtySpec spec, PtyOutput output) {
      this.spec = spec;
      this.output = output;
      sizes.add(spec.size());
    }

    PtySpec spec() {
      return spec;
    }

    /// Prints text, as the keeper's reader would bring it.
    synchronized void print(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      long at = printed.size();
      printed.writeBytes(bytes);
      output.output(at, bytes);
    }

    /// Prints while nobody is attached.
    synchronized void printUnseen(String text) {
      printed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Ends with a status.
    synchronized void exit(int status) {
      output.exited(status, Optional.empty());
    }

    /// Is killed, because its container has no memory left.
    synchronized void starve() {
      output.exited(137, Optional.of("out of memory"));
    }

    synchronized void lose(String why) {
      output.lost(why);
    }

    /// What was typed, and taken from here.
    synchronized String typed() {
      String text = typed.toString(StandardCharsets.UTF_8);
      typed.reset();
      return text;
    }

    synchronized List<Size> sizes() {
      return List.copyOf(sizes);
    }

    synchronized List<Integer> signals() {
      return List.copyOf(signals);
    }

    synchronized int consumed() {
      return consumed;
    }

    synchronized int printedBytes() {
      return printed.size();
    }

    /// What its keeper says about it: the command lines of its processes, the foreground's last.
    synchronized void runs(String... lines) {
      commands = List.of(lines);
    }

    @Override
    public PtyId id() {
      return spec.id();
    }

    @Override
    public synchronized Processes processes() {
      asked++;
      List<Processes.One> all = new ArrayList<>();
      commands.forEach(line -> all.add(new Processes.One(all.size() + 1, all.size(), 0, line)));
      return new Processes(Optional.of(commands.getLast()), Optional.empty(), all);
    }

    /// How often it was asked what runs.
    synchronized int asked() {
      return asked;
    }

    synchronized boolean closed() {
      return closed;
    }

    @Override
    public synchronized void write(byte[] bytes) {
      typed.writeBytes(bytes);
    }

    @Override
    public synchronized void resize(Size size) {
      sizes.add(size);
    }

    @Override
    public synchronized void signal(int number) {
      signals.add(number);
    }

    @Override
    public synchronized void consumed(int bytes) {
      consumed += bytes;
    }

    @Override
    public synchronized void close() {
      closed = true;
    }
  }

  /// Nothing can be learned of sandboxes from now on, as when their engine does not answer.
  synchronized void failToDescribe() {
    indescribable = true;
  }

  /// The program `brief` ends with 3 before it is told that it was started.
  ///
  /// @param wait returns when the server knows of its end
  synchronized void brief(Runnable wait) {
    untilToldSo = wait;
  }

  /// How often a program was gone on with.
  synchronized int resumed() {
    return resumed;
  }

  @Override
  public synchronized Surroundings surroundings(String sandbox) {
    if (indescribable) {
      throw new IllegalStateException("the engine does not answer");
    }
    return new Surroundings(List.of("open", "fake"), List.of());
  }

  @Override
  public synchronized Pty open(String sandbox, PtySpec spec, PtyOutput output) {
    if (spec.arguments().getFirst().equals("missing")) {
      throw new IllegalStateException("no program 'missing'");
    }
    Program held = programs.get(spec.id());
    if (held != null && !held.closed()) {
      throw new IllegalStateException("there is a pty of that name");
    }
    Program program = new Program(spec, output);
    programs.put(spec.id(), program);
    if (spec.arguments().getFirst().equals("brief")) {
      program.exit(3);
      untilToldSo.run();
    }
    return program;
  }

  @Override
  public synchronized Resumed resume(String sandbox, PtyId id, long from, PtyOutput output) {
    Program program = programs.get(id);
    if (program == null || program.closed) {
      throw new IllegalStateException("its keeper no longer holds it");
    }
    resumed++;
    synchronized (program) {
      program.output = output;
      byte[] all = program.printed.toByteArray();
      output.output(from, Arrays.copyOfRange(all, (int) from, all.length));
      return new Resumed(program, all.length);
    }
  }

  /// The program of a pane, by its place among those ever started, from 0.
  synchronized Program program(int index) {
    return List.copyOf(programs.values()).get(index);
  }

  synchronized boolean ended() {
    return ended;
  }

  @Override
  public void leave() {}

  @Override
  public synchronized int end(Set<String> shown) {
    ended = true;
    programs.values().forEach(Program::close);
    return 0;
  }
}
