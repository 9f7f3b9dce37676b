package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service.Protocol;
import dev.gatehouse.model.service.ServiceException;
import java.util.Set;

/// The refusals that belong to no operation, named and numbered as each protocol does it.
///
/// Signing errors are 403 in AWS Query and REST-JSON, 400 in AWS JSON 1.1; their names differ as well.
final class CommonErrors {
    /// Codes any operation may answer with although its model does not declare them.
    private static final Set<String> COMMON = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "InternalErrorException",
            "InternalFailure",
            "InvalidParameterException",
            "MalformedQueryString",
            "NotImplementedException",
            "RequestTooLarge",
            "ResourceNotFoundException",
            "SerializationException",
            "ServiceUnavailable",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "ValidationError",
            "ValidationException");

    private CommonErrors() {}

    private static final class Common extends ServiceException {
        Common(String code, int status, String message) {
            super(code, status, status < 500, message);
        }
    }

    /// Whether an operation may answer with a code.
    static boolean mayAnswer(Operation<?, ?> operation, ServiceException error) {
        return operation.errors().contains(error.code()) || COMMON.contains(error.code());
    }

    /// `X-Amz-Target` names nothing served here. The caller's mistake.
    static ServiceException unknownOperation() {
        return new Common("UnknownOperationException", 400, "The requested operation is not known.");
    }

    /// The body is not what `X-Amz-Target` announces. The caller's mistake.
    static ServiceException wrongContentType() {
        return new Common("UnknownOperationException", 400, "Content-Type must be application/x-amz-json-1.1.");
    }

    /// `Action` and `Version` name nothing served here. The caller's mistake.
    static ServiceException invalidAction(String action, String version) {
        return new Common("InvalidAction", 400, "Could not find operation " + action + " for version " + version);
    }

    /// A form without `Action`. The caller's mistake.
    static ServiceException missingAction() {
        return new Common("MissingAction", 400, "The request must contain the parameter Action.");
    }

    /// A known operation that no room carries out. SDKs retry 500 and 503 for minutes, 501 never.
    static ServiceException notImplemented(Operation<?, ?> operation) {
        return new Common("NotImplementedException", 501, operation.action() + " is not implemented by Gatehouse.");
    }

    /// A bug, or an error the model does not declare. The text tells nothing.
    static ServiceException internal(Protocol protocol) {
        String code = protocol == Protocol.AWS_QUERY ? "InternalFailure" : "InternalErrorException";
        return new Common(code, 500, "The request could not be processed because of an internal error.");
    }

    /// The store cannot be reached; nothing is lost and the request may be sent again.
    static ServiceException unavailable() {
        return new Common("ServiceUnavailable", 503, "The service is temporarily unable to handle the request.");
    }

    /// The access key is nobody's.
    static ServiceException unknownKey(Protocol protocol) {
        return signing(
                protocol,
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    /// The signature is not the one the key makes, or its time is outside the window.
    static ServiceException badSignature(Protocol protocol, String message) {
        return signing(protocol, "SignatureDoesNotMatch", "InvalidSignatureException", message);
    }

    /// The signature cannot be read.
    static ServiceException brokenSignature(Protocol protocol, String message) {
        return signing(protocol, "IncompleteSignature", "IncompleteSignatureException", message);
    }

    /// There is no signature where one is required.
    static ServiceException noSignature(Protocol protocol) {
        return protocol == Protocol.AWS_QUERY
                ? new Common("MissingAuthenticationToken", 403, "Request is missing Authentication Token")
                : signing(protocol, "", "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    /// The session the key belongs to is over.
    static ServiceException expiredSession(Protocol protocol) {
        return signing(
                protocol,
                "ExpiredToken",
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    /// The caller is proven but may not do this.
    static ServiceException denied(Protocol protocol, String message) {
        return signing(protocol, "AccessDenied", "AccessDeniedException", message);
    }

    private static ServiceException signing(Protocol protocol, String query, String json, String message) {
        return switch (protocol) {
            case AWS_QUERY -> new Common(query, 403, message);
            case AWS_JSON_1_1 -> new Common(json, 400, message);
            case REST_JSON -> new Common(json, 403, message);
        };
    }
}
