package dev.gatehouse.server.triggers;

/// Calls the functions of user pools, one method per trigger: a fake in tests, the real invocation in a server.
///
/// Every method may throw a {@link dev.gatehouse.model.service.ServiceException}: `UserLambdaValidationException`
/// when the function raised an error, `UnexpectedLambdaException` when it could not be invoked, and
/// `InvalidLambdaResponseException` when what it returned could not be read. A trigger that joins adds its method,
/// which no implementation compiles without.
public interface Functions {

    /// `DefineAuthChallenge_Authentication`: what comes next in a custom sign-in.
    DefineAuthChallenge.Response defineAuthChallenge(Event event, DefineAuthChallenge.Request request);

    /// `CreateAuthChallenge_Authentication`: the challenge that is put.
    CreateAuthChallenge.Response createAuthChallenge(Event event, CreateAuthChallenge.Request request);

    /// `VerifyAuthChallengeResponse_Authentication`: whether an answer is right.
    VerifyAuthChallengeResponse.Response verifyAuthChallengeResponse(
            Event event, VerifyAuthChallengeResponse.Request request);

    /// Those of a server that cannot invoke functions: every call is refused.
    static Functions notInvoked() {
        return new NotInvoked();
    }
}
