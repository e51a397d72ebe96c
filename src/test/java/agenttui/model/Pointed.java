package agenttui.model;

import java.util.HashMap;
import java.util.Map;

/// The variables by which a person points the four agents at a model server of their own.
public final class Pointed {
  private Pointed() {}

  /// At the server with this address, with keys that nobody checks.
  ///
  /// @param url without a path
  public static Map<String, String> at(String url) {
    return at(url, "scripted-key");
  }

  /// The same with a key that is looked for afterwards.
  ///
  /// @param key letters, digits and `-`
  public static Map<String, String> at(String url, String key) {
    String opencode =
        """
        {"model": "local/scripted-1", "small_model": "local/scripted-1",
        "permission": {"bash": "ask", "edit": "ask"},
        "provider": {"local": {"npm": "@ai-sdk/openai-compatible", "name": "Local",
        "models": {"scripted-1": {"name": "Scripted 1"}},
        "options": {"baseURL": "%s/v1", "apiKey": "%s"}}}}\
        """
            .formatted(url, key)
            .replace("\n", "");
    Map<String, String> variables = new HashMap<>();
    variables.put("ANTHROPIC_BASE_URL", url);
    variables.put("ANTHROPIC_AUTH_TOKEN", key);
    variables.put("OPENAI_BASE_URL", url + "/v1");
    variables.put("CODEX_API_KEY", key);
    variables.put("GOOGLE_GEMINI_BASE_URL", url);
    variables.put("GEMINI_API_KEY", key);
    variables.put("OPENCODE_CONFIG_CONTENT", opencode);
    return Map.copyOf(variables);
  }
}
