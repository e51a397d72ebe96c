package agenttui.client;

import java.util.HashMap;
import java.util.Map;

/// The environment variables of the person's shell. They differ from our own in the locale where
/// the starter had to give the JVM another, so that it can open every path.
public final class CallersEnvironment {
  /// The caller's `LC_ALL`, empty when it had none; set only where ours is another.
  private static final String LOCALE = "agenttui.lc_all";

  private CallersEnvironment() {}

  /// The variables, as the caller had them.
  public static Map<String, String> variables() {
    String locale = System.getProperty(LOCALE);
    Map<String, String> all = new HashMap<>(System.getenv());
    if (locale != null) {
      all.remove("LC_ALL");
      if (!locale.isEmpty()) {
        all.put("LC_ALL", locale);
      }
    }
    return all;
  }
}
