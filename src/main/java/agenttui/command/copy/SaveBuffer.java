package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Writes what was copied to a file of this machine, or prints it.
@CommandLine.Command(
    name = "save-buffer",
    aliases = {"saveb"},
    description = "Write what was copied to a file; one that is there stays as it is.")
public final class SaveBuffer implements Command {
  @CommandLine.Option(
      names = "-b",
      paramLabel = "BUFFER",
      description = "Which; without it the newest.")
  private @Nullable String name;

  @CommandLine.Option(names = "-a", description = "Add it to a file that is there.")
  private boolean append;

  @CommandLine.Parameters(paramLabel = "FILE", description = "Where; - prints it.")
  private String file = "";

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    String text = stage.call(() -> PasteBuffer.text(stage, Optional.ofNullable(name)));
    if (file.equals("-")) {
      context.out().print(text);
      return Outcome.OK;
    }
    if (file.isEmpty()) {
      throw new CommandException("the name of the file is empty");
    }
    String home = System.getProperty("user.home");
    String said = file.startsWith("~/") ? home + file.substring(1) : file;
    Path path = context.caller().directory().resolve(said);
    if (Files.isDirectory(path)) {
      throw new CommandException(path + " is a directory");
    }
    OpenOption[] how =
        append
            ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND}
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try {
      Files.write(path, text.getBytes(StandardCharsets.UTF_8), how);
    } catch (FileAlreadyExistsException e) {
      throw new CommandException(path + " is there already: save-buffer -a adds to it");
    } catch (NoSuchFileException e) {
      throw new CommandException("cannot write " + path + ": no such directory");
    } catch (IOException e) {
      throw new CommandException("cannot write " + path + ": " + e.getMessage());
    }
    context.out().println("wrote " + CopyModeVerb.amount(text) + " to " + path);
    return Outcome.OK;
  }
}
