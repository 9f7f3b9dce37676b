package dev.gatehouse.server.triggers;

/// Refuses every call: what a function was to decide is not decided without it.
final class NotInvoked implements Functions {

    @Override
    public DefineAuthChallenge.Response defineAuthChallenge(Event event, DefineAuthChallenge.Request request) {
        throw Refusals.notInvoked(Trigger.DEFINE_AUTH_CHALLENGE);
    }

    @Override
    public CreateAuthChallenge.Response createAuthChallenge(Event event, CreateAuthChallenge.Request request) {
        throw Refusals.notInvoked(Trigger.CREATE_AUTH_CHALLENGE);
    }

    @Override
    public VerifyAuthChallengeResponse.Response verifyAuthChallengeResponse(
            Event event, VerifyAuthChallengeResponse.Request request) {
        throw Refusals.notInvoked(Trigger.VERIFY_AUTH_CHALLENGE_RESPONSE);
    }
}
