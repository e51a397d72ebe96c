package agenttui.egress;

import java.io.Serial;

/// What the egress proxy cannot do, in one line for people: a rule that is not in the grammar, a
/// socket that cannot be bound.
public final class EgressException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EgressException(String message) {
    super(message);
  }

  EgressException(String message, Throwable cause) {
    super(message, cause);
  }
}
