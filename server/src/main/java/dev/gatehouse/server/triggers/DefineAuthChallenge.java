package dev.gatehouse.server.triggers;

import java.util.List;
import java.util.Optional;

/// The trigger that says what comes next in a custom sign-in ("Define Auth challenge" in the developer guide).
public final class DefineAuthChallenge {
    private DefineAuthChallenge() {}

    /// What the function is asked.
    ///
    /// @param session the challenges answered so far, oldest first
    public record Request(Audience audience, List<ChallengeResult> session) {
        public Request {
            session = List.copyOf(session);
        }
    }

    /// What the function returned.
    ///
    /// @param challengeName the next challenge
    /// @param issueTokens whether the sign-in is complete
    /// @param failAuthentication whether it is over
    public record Response(Optional<String> challengeName, boolean issueTokens, boolean failAuthentication) {

        /// The next challenge.
        public static Response challenge(String name) {
            return new Response(Optional.of(name), false, false);
        }

        /// Tokens.
        public static Response tokens() {
            return new Response(Optional.empty(), true, false);
        }

        /// The end.
        public static Response failure() {
            return new Response(Optional.empty(), false, true);
        }

        /// What that comes to. Of several members set, the end counts before tokens, and tokens before a challenge.
        ///
        /// @throws dev.gatehouse.model.cognitoidp.InvalidLambdaResponseException when nothing is set
        public Decision decision() {
            if (failAuthentication) {
                return new Decision.Fail();
            }
            if (issueTokens) {
                return new Decision.IssueTokens();
            }
            return challengeName
                    .filter(name -> !name.isEmpty())
                    .<Decision>map(Decision.Ask::new)
                    .orElseThrow(Refusals::unrecognizable);
        }
    }

    /// What the function decided.
    public sealed interface Decision {

        /// One more challenge.
        record Ask(String challengeName) implements Decision {}

        /// Tokens.
        record IssueTokens() implements Decision {}

        /// No.
        record Fail() implements Decision {}
    }
}
