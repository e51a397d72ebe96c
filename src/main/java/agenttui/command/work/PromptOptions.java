package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.command.Caller;
import agenttui.command.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `--prompt` and `--prompt-file`, as a picocli mixin of verbs that start agents.
public final class PromptOptions {
  /// The system takes no longer argument (MAX_ARG_STRLEN).
  private static final int MOST = (128 << 10) - 1;

  private static final String PROMPT = "--prompt";
  private static final String FILE = "--prompt-file";

  @CommandLine.Option(
      names = PROMPT,
      paramLabel = "TEXT",
      description = "The first prompt for the agent.")
  private @Nullable String text;

  @CommandLine.Option(
      names = FILE,
      paramLabel = "FILE",
      description = "A file with the first prompt.")
  private @Nullable String file;

  /// Takes these options off the words behind an agent's name, as far as a `--`; the rest is the
  /// agent's.
  ///
  /// @throws CommandException when one lacks its value
  public List<String> taken(List<String> words) {
    List<String> rest = new ArrayList<>();
    Iterator<String> left = words.iterator();
    while (left.hasNext()) {
      String word = left.next();
      switch (word) {
        case "--" -> left.forEachRemaining(rest::add);
        case PROMPT -> text = value(word, left);
        case FILE -> file = value(word, left);
        default -> {
          if (word.startsWith(PROMPT + "=")) {
            text = word.substring(PROMPT.length() + 1);
          } else if (word.startsWith(FILE + "=")) {
            file = word.substring(FILE.length() + 1);
          } else {
            rest.add(word);
          }
        }
      }
    }
    return rest;
  }

  private static String value(String option, Iterator<String> left) {
    if (!left.hasNext()) {
      throw new CommandException(option + " needs a value", 2);
    }
    return left.next();
  }

  /// The prompt, if one was given. Reads its file.
  ///
  /// @param agent who is to get it
  /// @throws CommandException when the agent takes none, the file cannot be read, or it is no text
  ///   of at most 128 KiB
  public Optional<String> of(Caller caller, Agent agent) {
    if (text == null && file == null) {
      return Optional.empty();
    }
    if (agent.prompt().isEmpty()) {
      throw new CommandException(agent.name() + " takes no prompt", 2);
    }
    if (text != null && file != null) {
      throw new CommandException(PROMPT + " or " + FILE + ", not both", 2);
    }
    String prompt = text != null ? text : read(caller.directory().resolve(String.valueOf(file)));
    if (prompt.indexOf('\0') >= 0 || prompt.getBytes(StandardCharsets.UTF_8).length > MOST) {
      throw new CommandException("a prompt is a text of at most 128 KiB", 2);
    }
    return prompt.isBlank() ? Optional.empty() : Optional.of(prompt);
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(MOST + 1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new CommandException(FILE + ": " + file + " is no text in UTF-8", 2);
    } catch (IOException e) {
      throw new CommandException(FILE + ": cannot read " + file, 2);
    }
  }
}
