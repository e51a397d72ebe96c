package agenttui.model;

import java.util.Map;

/// The variables by which a person points the four agents at a model server of their own.
public final class Pointed {
  private Pointed() {}

  /// At the server with this address, with keys that nobody checks.
  ///
  /// @param url without a path
  public static Map<String, String> at(String url) {
    String opencode =
        """
        {"model": "local/scripted-1", "small_model": "local/scripted-1",
        "permission": {"bash": "ask", "edit": "ask"},
        "provider": {"local": {"npm": "@ai-sdk/openai-compatible", "name": "Local",
        "models": {"scripted-1": {"name": "Scripted 1"}},
        "options": {"baseURL": "%s/v1", "apiKey": "scripted-key"}}}}\
        """
            .formatted(url)
            .replace("\n", "");
    return Map.of(
        "ANTHROPIC_BASE_URL",
        url,
        "ANTHROPIC_AUTH_TOKEN",
        "scripted-key",
        "CODEX_API_KEY",
        "scripted-key",
        "OPENAI_BASE_URL",
        url + "/v1",
        "GEMINI_API_KEY",
        "scripted-key",
        "GOOGLE_GEMINI_BASE_URL",
        url,
        "OPENCODE_CONFIG_CONTENT",
        opencode);
  }
}
