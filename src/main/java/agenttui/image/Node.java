package agenttui.image;

import agenttui.config.DataFile;
import java.util.List;

/// Which node and npm go into the tools volume; the resource `/node.toml`.
///
/// @param node node itself, for one kind of machine
/// @param npm its package manager
record Node(Archive node, Archive npm) {
  /// An archive of the npm registry.
  record Archive(String name, String version, String sha512) {
    private static Archive read(DataFile table) {
      return new Archive(table.text("package"), table.text("version"), table.text("sha512"));
    }
  }

  /// For a machine, named as the kernel does.
  static Node of(String machine) {
    DataFile file = DataFile.resource(Node.class, "/node.toml");
    if (!file.keys().contains(machine)) {
      throw new ImageException("there is no node for this kind of machine: " + machine);
    }
    return new Node(Archive.read(file.table(machine)), Archive.read(file.table("npm")));
  }

  /// Both versions, in one word.
  String word() {
    return node.version() + "+" + npm.version();
  }

  /// Arguments for `docker/tools/node.sh`, after the registry.
  List<String> arguments() {
    return List.of(
        node.name(), node.version(), node.sha512(), npm.name(), npm.version(), npm.sha512());
  }
}
