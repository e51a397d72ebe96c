package agenttui.docker;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/// What to do when there is no usable engine, in one line each.
final class Remedies {
  private Remedies() {}

  static String absent() {
    return "no container engine here: install one (Debian, Ubuntu: `apt install docker.io`), or go"
        + " on without containers with `--sandbox local`";
  }

  static String forbidden(String where) {
    return "the engine's socket "
        + where
        + " is not open to you: `sudo usermod -aG docker \"$USER\"` and a new login open it (that"
        + " group is as good as root on this machine); a rootless engine needs no group";
  }

  static String down(String where, IOException e) {
    String said = e.getMessage();
    boolean stuck = e instanceof ClosedChannelException || said == null;
    return "the engine at "
        + where
        + " does not answer ("
        + (stuck ? "it takes connections, but is silent" : said)
        + (stuck
            ? "): restart it (`sudo systemctl restart docker`)"
            : "): start it (`sudo systemctl start docker`)")
        + ", or unset DOCKER_HOST if it names an old one";
  }
}
