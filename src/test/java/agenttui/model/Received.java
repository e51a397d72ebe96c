package agenttui.model;

import java.time.Instant;
import java.util.Map;

/// A request that the server received.
///
/// @param method `POST`
/// @param path with the query
/// @param headers by their names in small letters; the last of several
/// @param body as it came
/// @param person the last text that the person typed, as far as the request is one to a model
/// @param results how many tools have answered since that text
/// @param result what the last of them answered
/// @param helper whether the agent asked for itself: a title, or JSON by a schema
public record Received(
    Instant at,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    String person,
    int results,
    String result,
    boolean helper) {}
