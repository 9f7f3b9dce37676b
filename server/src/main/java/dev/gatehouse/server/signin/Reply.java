package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminInitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sign-in call answers, in the four shapes the API has for it.
sealed interface Reply {

    /// One more challenge.
    ///
    /// @param name which one
    /// @param parameters what the client needs to answer it
    /// @param session what the client must hand back; absent for PASSWORD_VERIFIER, whose state is the secret block
    /// @param available what may be chosen from; absent but in choice-based sign-in, and only where it begins
    record Asked(
            ChallengeNameType name,
            Map<String, String> parameters,
            @Nullable String session,
            @Nullable List<ChallengeNameType> available)
            implements Reply {

        /// A challenge without a choice.
        Asked(ChallengeNameType name, Map<String, String> parameters, @Nullable String session) {
            this(name, parameters, session, null);
        }

        /// The same challenge, one of several that could be asked.
        Asked among(List<ChallengeNameType> others) {
            return new Asked(name, parameters, session, others);
        }
    }

    /// Tokens.
    record Admitted(AuthenticationResultType result) implements Reply {}

    default InitiateAuthResponse toInitiateAuth() {
        return switch (this) {
            case Asked(var name, var parameters, var session, var available) ->
                InitiateAuthResponse.builder()
                        .challengeName(name)
                        .challengeParameters(parameters)
                        .session(session)
                        .availableChallenges(available)
                        .build();
            case Admitted(var result) ->
                InitiateAuthResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(result)
                        .build();
        };
    }

    default AdminInitiateAuthResponse toAdminInitiateAuth() {
        return switch (this) {
            case Asked(var name, var parameters, var session, var available) ->
                AdminInitiateAuthResponse.builder()
                        .challengeName(name)
                        .challengeParameters(parameters)
                        .session(session)
                        .availableChallenges(available)
                        .build();
            case Admitted(var result) ->
                AdminInitiateAuthResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(result)
                        .build();
        };
    }

    default RespondToAuthChallengeResponse toRespond() {
        return switch (this) {
            case Asked(var name, var parameters, var session, var ignored) ->
                RespondToAuthChallengeResponse.builder()
                        .challengeName(name)
                        .challengeParameters(parameters)
                        .session(session)
                        .build();
            case Admitted(var result) ->
                RespondToAuthChallengeResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(result)
                        .build();
        };
    }

    default AdminRespondToAuthChallengeResponse toAdminRespond() {
        return switch (this) {
            case Asked(var name, var parameters, var session, var ignored) ->
                AdminRespondToAuthChallengeResponse.builder()
                        .challengeName(name)
                        .challengeParameters(parameters)
                        .session(session)
                        .build();
            case Admitted(var result) ->
                AdminRespondToAuthChallengeResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(result)
                        .build();
        };
    }
}
