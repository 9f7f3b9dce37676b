package dev.gatehouse.server.triggers;

import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.util.List;
import java.util.Map;

/// The three functions that hold a custom sign-in.
public final class CustomAuth {
    private static final List<Trigger> NEEDED = List.of(
            Trigger.DEFINE_AUTH_CHALLENGE, Trigger.CREATE_AUTH_CHALLENGE, Trigger.VERIFY_AUTH_CHALLENGE_RESPONSE);

    private final Functions functions;

    CustomAuth(Functions functions) {
        this.functions = functions;
    }

    /// A sign-in, as the functions know it.
    ///
    /// @param config the pool's functions
    /// @param userName the user name, or for nobody's name the name as typed
    public record Scene(LambdaConfigType config, PoolId pool, ClientId client, String userName) {
        Event event(Trigger trigger) {
            String function = trigger.functionIn(config).orElseThrow(Refusals::noCustomAuth);
            return new Event(function, pool, userName, client);
        }

        @Override
        public String toString() {
            return "Scene[" + pool + "]";
        }
    }

    /// Makes sure that a pool has all of them.
    ///
    /// @throws dev.gatehouse.model.cognitoidp.InvalidParameterException when it lacks one
    public void require(LambdaConfigType config) {
        if (NEEDED.stream().anyMatch(trigger -> trigger.functionIn(config).isEmpty())) {
            throw Refusals.noCustomAuth();
        }
    }

    /// What comes next.
    ///
    /// @param session the challenges answered so far, oldest first
    /// @throws dev.gatehouse.model.service.ServiceException as {@link Functions} says, and
    ///     InvalidLambdaResponseException when the function decided nothing
    public DefineAuthChallenge.Decision define(Scene scene, Audience audience, List<ChallengeResult> session) {
        return functions
                .defineAuthChallenge(
                        scene.event(Trigger.DEFINE_AUTH_CHALLENGE), new DefineAuthChallenge.Request(audience, session))
                .decision();
    }

    /// The challenge to put.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException as {@link Functions} says
    public CreateAuthChallenge.Response create(
            Scene scene, Audience audience, String challengeName, List<ChallengeResult> session) {
        return functions.createAuthChallenge(
                scene.event(Trigger.CREATE_AUTH_CHALLENGE),
                new CreateAuthChallenge.Request(audience, challengeName, session));
    }

    /// Whether the answer is right.
    ///
    /// @param privateParameters what {@link #create} gave for it
    /// @throws dev.gatehouse.model.service.ServiceException as {@link Functions} says
    public boolean verify(Scene scene, Audience audience, Map<String, String> privateParameters, String answer) {
        return functions
                .verifyAuthChallengeResponse(
                        scene.event(Trigger.VERIFY_AUTH_CHALLENGE_RESPONSE),
                        new VerifyAuthChallengeResponse.Request(audience, privateParameters, answer))
                .answerCorrect();
    }
}
