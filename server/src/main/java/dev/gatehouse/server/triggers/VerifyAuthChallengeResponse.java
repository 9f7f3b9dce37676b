package dev.gatehouse.server.triggers;

import java.util.Map;

/// The trigger that judges the answer to a custom challenge ("Verify Auth challenge response" in the developer
/// guide).
public final class VerifyAuthChallengeResponse {
    private VerifyAuthChallengeResponse() {}

    /// What the function is asked.
    ///
    /// @param privateChallengeParameters what CreateAuthChallenge kept for it
    /// @param challengeAnswer `ANSWER` as sent
    public record Request(Audience audience, Map<String, String> privateChallengeParameters, String challengeAnswer) {
        public Request {
            privateChallengeParameters = Map.copyOf(privateChallengeParameters);
        }

        @Override
        public String toString() {
            return "Request[" + privateChallengeParameters.keySet() + "]";
        }
    }

    /// What the function returned.
    public record Response(boolean answerCorrect) {}
}
