package dev.gatehouse.server.decisions;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.aws.Want;

/// What came of an ask.
sealed interface Answer {

    /// It may pass.
    ///
    /// @param want the first thing it wants
    /// @param reason which statement decided
    record Allowed(Caller.Known caller, Want want, String reason) implements Answer {}

    /// It may not.
    ///
    /// @param want what is refused
    /// @param message in AWS's words
    /// @param reason which statement decided, or what is missing
    record Denied(Caller.Known caller, Want want, String message, String reason) implements Answer {}

    /// It is proven who sent it, but not clear what it wants.
    record Unclear(Caller.Known caller, String why) implements Answer {}

    /// It is not proven who sent it.
    ///
    /// @param code such as `SignatureDoesNotMatch`
    /// @param message in AWS's words
    record Unproven(String code, String message) implements Answer {}
}
