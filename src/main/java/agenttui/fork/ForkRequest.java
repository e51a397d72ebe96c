package agenttui.fork;

import agenttui.git.Repository;
import java.util.Optional;

/// What is asked for.
///
/// @param repository the user's repository
/// @param source what the forks start from
/// @param setup agent, sandbox, network
/// @param count how many, all from the same snapshot
/// @param family the family to join; empty: the source's, or a new one
public record ForkRequest(
    Repository repository, Source source, Setup setup, int count, Optional<String> family) {}
