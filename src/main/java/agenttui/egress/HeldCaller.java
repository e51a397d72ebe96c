package agenttui.egress;

import java.util.concurrent.CancellationException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/// Watches the connection of a caller whose host is held: when it hangs up, or speaks before it was
/// answered, its question is taken back. Any thread.
final class HeldCaller implements Callback {
  private final EndPoint endPoint;
  private final Runnable left;
  private boolean answered;
  private boolean gone;

  private HeldCaller(EndPoint endPoint, Runnable left) {
    this.endPoint = endPoint;
    this.left = left;
  }

  /// Begins to watch.
  ///
  /// @param left called once, when it hangs up before it was answered; may wait for the disk
  static HeldCaller watch(EndPoint endPoint, Runnable left) {
    HeldCaller caller = new HeldCaller(endPoint, left);
    endPoint.fillInterested(caller);
    return caller;
  }

  @Override
  public void succeeded() {
    heard();
  }

  @Override
  public void failed(Throwable failure) {
    heard();
  }

  private void heard() {
    synchronized (this) {
      if (answered) {
        return;
      }
      gone = true;
    }
    left.run();
  }

  /// Ends watching: from now on what it says is for the host, and others may wait for it.
  ///
  /// @return whether it is still there
  boolean answered() {
    synchronized (this) {
      answered = true;
    }
    // Jetty takes a wait back only by failing it; the connection does not notice.
    if (endPoint instanceof AbstractEndPoint waiting) {
      waiting.getFillInterest().onFail(new CancellationException("answered"));
    }
    synchronized (this) {
      return !gone;
    }
  }
}
