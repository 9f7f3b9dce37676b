package dev.gatehouse.server.triggers;

import java.util.Optional;

/// One element of the `session` that the functions of a custom sign-in see.
///
/// @param challengeName which challenge was answered
/// @param challengeResult whether the answer was right
/// @param challengeMetadata the name that CreateAuthChallenge gave its challenge
public record ChallengeResult(String challengeName, boolean challengeResult, Optional<String> challengeMetadata) {

    /// A challenge of ours, answered well.
    public static ChallengeResult passed(String challengeName) {
        return new ChallengeResult(challengeName, true, Optional.empty());
    }
}
