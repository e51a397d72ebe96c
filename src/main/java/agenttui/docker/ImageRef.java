package agenttui.docker;

/// Names an image: `name:tag`, `registry/name:tag`, or the engine's id `sha256:…`.
public record ImageRef(String value) {
  /// Checks that it can be one word of a request.
  ///
  /// @throws IllegalArgumentException when it is empty or has blanks or control characters
  public ImageRef {
    if (!value.matches("[\\x21-\\x7e]{1,300}")) {
      throw new IllegalArgumentException("not the name of an image: " + value);
    }
  }

  /// The name without its tag.
  String repository() {
    int colon = value.lastIndexOf(':');
    return colon > value.lastIndexOf('/') ? value.substring(0, colon) : value;
  }

  /// The tag; `latest` when none was said.
  String tag() {
    int colon = value.lastIndexOf(':');
    return colon > value.lastIndexOf('/') ? value.substring(colon + 1) : "latest";
  }

  @Override
  public String toString() {
    return value;
  }
}
