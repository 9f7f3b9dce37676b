package dev.gatehouse.server.pools;

import dev.gatehouse.model.cognitoidp.FeatureUnavailableInTierException;
import dev.gatehouse.model.cognitoidp.GroupExistsException;
import dev.gatehouse.model.cognitoidp.InvalidOAuthFlowException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.LimitExceededException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.OperationNotEnabledException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.ScopeDoesNotExistException;
import dev.gatehouse.model.cognitoidp.TierChangeNotAllowedException;
import dev.gatehouse.model.cognitoidp.TooManyRequestsException;
import dev.gatehouse.model.cognitoidp.UserImportInProgressException;
import dev.gatehouse.model.cognitoidp.UserPoolTaggingException;
import dev.gatehouse.model.cognitoidp.UserPoolTierType;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room. The caller is at fault in all of them but {@link #busy}.
final class Refusals {
    private Refusals() {}

    /// The pool is unknown, deleted, lives in another region, or the text is no pool id at all.
    static ServiceException noPool(String id) {
        return new ResourceNotFoundException("User pool " + id + " does not exist.");
    }

    /// The ARN names no user pool of this account.
    static ServiceException noResource(String arn) {
        return new ResourceNotFoundException("Resource " + arn + " does not exist.");
    }

    /// The client is unknown, deleted or belongs to another pool.
    static ServiceException noClient(String id) {
        return new ResourceNotFoundException("User pool client " + id + " does not exist.");
    }

    /// The client has no secret of that id.
    static ServiceException noSecret(String id) {
        return new ResourceNotFoundException("Client secret " + id + " does not exist.");
    }

    static ServiceException noGroup() {
        return new ResourceNotFoundException("Group not found.");
    }

    static ServiceException groupExists() {
        return new GroupExistsException("A group with the name already exists.");
    }

    /// The request asks for something that cannot be; the text says what.
    static ServiceException invalid(String text) {
        return new InvalidParameterException(text);
    }

    /// A token of another listing, of other parameters, or none of ours.
    static ServiceException badPageToken() {
        return new InvalidParameterException("Invalid pagination token.");
    }

    static ServiceException badOAuthFlow(String text) {
        return new InvalidOAuthFlowException(text);
    }

    static ServiceException noScope(String scope) {
        return new ScopeDoesNotExistException("Invalid scope requested: " + scope);
    }

    /// More of something than its quota allows.
    static ServiceException tooMany(String text) {
        return new LimitExceededException(text);
    }

    /// The feature is not part of the pool's tier. Choose a higher `UserPoolTier`.
    static ServiceException notInTier(String feature, UserPoolTierType tier) {
        return new FeatureUnavailableInTierException(
                feature + " is not available in the " + tier.value() + " tier of this user pool.");
    }

    /// The pool keeps no track of sessions. Turn it on with SetUserPoolSessionConfiguration.
    static ServiceException noSessionTracking() {
        return new OperationNotEnabledException("User session tracking is not enabled for this user pool.");
    }

    /// The tier to change to lacks a feature in use. Turn it off first.
    static ServiceException tierTooLow(String feature, UserPoolTierType tier) {
        return new TierChangeNotAllowedException(
                "The tier cannot be changed to " + tier.value() + " while " + feature + " is configured.");
    }

    /// More tags than a pool can have, where the operation does not declare `LimitExceededException`.
    static ServiceException badTags(String text) {
        return new UserPoolTaggingException(text);
    }

    static ServiceException secretHashMissing(String client) {
        return new NotAuthorizedException(
                "Client " + client + " is configured with secret but SECRET_HASH was not received");
    }

    static ServiceException secretHashWrong(String client) {
        return new NotAuthorizedException("Unable to verify secret hash for client " + client);
    }

    static ServiceException secretHashWrongOnRefresh(String client) {
        return new NotAuthorizedException("SecretHash does not match for the client: " + client);
    }

    static ServiceException secretHashUnwanted(String client) {
        return new NotAuthorizedException(
                "Client " + client + " is not configured with secret but secret hash was received");
    }

    /// Users are being imported. Wait for the job's end, or stop it.
    static ServiceException importing() {
        return new UserImportInProgressException("A user import is in progress for the user pool.");
    }

    /// Others kept changing the same record. Try again.
    static ServiceException busy() {
        return new TooManyRequestsException("The resource is being changed by other requests, please try again.");
    }
}
