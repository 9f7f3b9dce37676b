package dev.gatehouse.server.triggers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trigger that makes a custom challenge ("Create Auth challenge" in the developer guide).
public final class CreateAuthChallenge {
    private static final int MOST_CHARACTERS = 131_072;

    private CreateAuthChallenge() {}

    /// What the function is asked.
    ///
    /// @param challengeName `CUSTOM_CHALLENGE`
    /// @param session the challenges answered so far, oldest first
    public record Request(Audience audience, String challengeName, List<ChallengeResult> session) {
        public Request {
            session = List.copyOf(session);
        }
    }

    /// What the function returned. All of it together has at most 131,072 characters.
    ///
    /// @param publicChallengeParameters go to the client
    /// @param privateChallengeParameters stay here, for VerifyAuthChallengeResponse
    /// @param challengeMetadata names the challenge in the `session` of later calls
    public record Response(
            Map<String, String> publicChallengeParameters,
            Map<String, String> privateChallengeParameters,
            Optional<String> challengeMetadata) {

        /// @throws dev.gatehouse.model.cognitoidp.InvalidLambdaResponseException when it is too long
        public Response {
            publicChallengeParameters = Map.copyOf(publicChallengeParameters);
            privateChallengeParameters = Map.copyOf(privateChallengeParameters);
            long length = length(publicChallengeParameters)
                    + length(privateChallengeParameters)
                    + challengeMetadata.map(String::length).orElse(0);
            if (length > MOST_CHARACTERS) {
                throw Refusals.unrecognizable();
            }
        }

        /// The private parameters hold the answer.
        @Override
        public String toString() {
            return "Response[" + publicChallengeParameters.keySet() + "]";
        }
    }

    private static long length(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
