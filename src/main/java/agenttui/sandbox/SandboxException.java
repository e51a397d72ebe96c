package agenttui.sandbox;

import java.io.Serial;

/// A sandbox could not be made, found or used. The message is one line: what failed and what to do.
public final class SandboxException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /// A failure that ends a command with exit code 1.
  public SandboxException(String line) {
    this(line, 1);
  }

  /// A failure with its exit code: 127 when there is nothing to run sandboxes with.
  public SandboxException(String line, int exitCode) {
    super(line);
    this.exitCode = exitCode;
  }

  /// A failure with its cause, exit code 1.
  public SandboxException(String line, Throwable cause) {
    super(line, cause);
    this.exitCode = 1;
  }

  /// The exit code of a command that ends by this.
  public int exitCode() {
    return exitCode;
  }
}
