package dev.gatehouse.model.service;

/// A service of the model, named as its `metadata` names it.
///
/// @param id the model's `serviceId`, for instance `Cognito Identity Provider`
/// @param signingName the service name of a SigV4 credential scope and of IAM actions, for instance `cognito-idp`
/// @param apiVersion the API version date, for instance `2016-04-18`
/// @param protocol how requests and answers look on the wire
/// @param targetPrefix what stands before the operation name in `X-Amz-Target`; empty where the protocol has no
///     target
/// @param xmlNamespace the namespace of AWS Query answers; empty elsewhere
public record Service(
        String id, String signingName, String apiVersion, Protocol protocol, String targetPrefix, String xmlNamespace) {

    /// The three bindings of the services served here.
    public enum Protocol {
        /// JSON bodies, operation in `X-Amz-Target`.
        AWS_JSON_1_1,
        /// Form bodies, operation in `Action`, XML answers.
        AWS_QUERY,
        /// HTTP methods and paths, JSON bodies.
        REST_JSON
    }
}
