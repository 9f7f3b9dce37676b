package dev.gatehouse.model.service;

import java.util.Set;

/// One operation of a service, as the model declares it. Generated classes (`CognitoIdp`, `Sts`, ...) hold the
/// constants.
///
/// @param service the service it belongs to
/// @param name the operation name of the model, for instance `InitiateAuth`
/// @param httpMethod the HTTP method of the model's binding
/// @param requestUri the URI template of the model's binding, `/` for JSON and Query
/// @param signed whether a SigV4 signature is required (false where the model says `authtype: none`)
/// @param errors the error codes the model declares
/// @param input the codec of the request
/// @param output the codec of the answer
/// @param <I> the request
/// @param <O> the answer
public record Operation<I extends Shape, O extends Shape>(
        Service service,
        String name,
        String httpMethod,
        String requestUri,
        boolean signed,
        Set<String> errors,
        Codec<I> input,
        Codec<O> output) {

    /// The IAM action a caller needs, for instance `cognito-idp:CreateUserPool`.
    public String action() {
        return service.signingName() + ":" + name;
    }

    @Override
    public String toString() {
        return action();
    }
}
