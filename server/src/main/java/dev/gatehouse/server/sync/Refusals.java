package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.InvalidConfigurationException;
import dev.gatehouse.model.cognitosync.InvalidLambdaFunctionOutputException;
import dev.gatehouse.model.cognitosync.InvalidParameterException;
import dev.gatehouse.model.cognitosync.LimitExceededException;
import dev.gatehouse.model.cognitosync.NotAuthorizedException;
import dev.gatehouse.model.cognitosync.ResourceConflictException;
import dev.gatehouse.model.cognitosync.ResourceNotFoundException;

/// What callers of Cognito Sync are told when the answer is no.
final class Refusals {
    private Refusals() {}

    /// Credentials of one identity, the path of another: the caller's fault.
    static NotAuthorizedException otherIdentity() {
        return new NotAuthorizedException("The credentials belong to another identity.");
    }

    /// Credentials of an identity where the API wants those of a developer.
    static NotAuthorizedException developersOnly() {
        return new NotAuthorizedException("This operation needs developer credentials.");
    }

    /// Credentials of a developer where the API wants those of an identity.
    static NotAuthorizedException identitiesOnly() {
        return new NotAuthorizedException("This operation needs credentials of the identity.");
    }

    /// No identity pool of that id.
    static ResourceNotFoundException noPool(String pool) {
        return new ResourceNotFoundException("IdentityPool '" + pool + "' not found.");
    }

    /// The pool has no identity of that id.
    static ResourceNotFoundException noIdentity(String identity) {
        return new ResourceNotFoundException("Identity '" + identity + "' not found.");
    }

    /// The same where the model declares no ResourceNotFoundException.
    static InvalidParameterException unknownIdentity(String identity) {
        return new InvalidParameterException("Identity '" + identity + "' not found.");
    }

    /// No dataset of that name, or it was deleted.
    static ResourceNotFoundException noDataset(String name) {
        return new ResourceNotFoundException("Dataset '" + name + "' not found.");
    }

    /// No device of that id.
    static ResourceNotFoundException noDevice(String device) {
        return new ResourceNotFoundException("Device '" + device + "' not found.");
    }

    /// The device is not subscribed.
    static ResourceNotFoundException noSubscription() {
        return new ResourceNotFoundException("Subscription not found.");
    }

    /// A record was written since the caller read it: read and merge again. Nothing was written.
    static ResourceConflictException stale(String key) {
        return new ResourceConflictException("Current SyncCount for key '" + key + "' is not as given.");
    }

    /// One more than a quota.
    static LimitExceededException tooMany(String what, int quota) {
        return new LimitExceededException("The limit of " + quota + " " + what + " is exceeded.");
    }

    /// No token came along.
    static InvalidParameterException noSession() {
        return new InvalidParameterException("SyncSessionToken is required.");
    }

    /// Not a token of ours for this caller and dataset.
    static NotAuthorizedException foreignSession() {
        return new NotAuthorizedException("Invalid SyncSessionToken.");
    }

    /// The token is too old: list the records again.
    static NotAuthorizedException lateSession() {
        return new NotAuthorizedException("SyncSessionToken has expired.");
    }

    /// A record twice in one update.
    static InvalidParameterException duplicateKey(String key) {
        return new InvalidParameterException("Key '" + key + "' is given twice.");
    }

    /// Nothing to replace a record with.
    static InvalidParameterException noValue(String key) {
        return new InvalidParameterException("Value is required to replace key '" + key + "'.");
    }

    /// A paging token that is not ours.
    static InvalidParameterException badToken() {
        return new InvalidParameterException("Invalid NextToken.");
    }

    /// A number below the least possible.
    static InvalidParameterException tooSmall(String member) {
        return new InvalidParameterException(member + " is too small.");
    }

    /// Push synchronisation without the pool being set up for that platform.
    static InvalidConfigurationException noPush() {
        return new InvalidConfigurationException("The identity pool is not set up for push sync of this platform.");
    }

    /// An empty push token.
    static InvalidParameterException noPushToken() {
        return new InvalidParameterException("Token is required.");
    }

    /// A setting that cannot be used without another.
    static InvalidParameterException incomplete(String text) {
        return new InvalidParameterException(text);
    }

    /// Not an event of ours.
    static InvalidParameterException unknownEvent(String event) {
        return new InvalidParameterException("Unknown event '" + event + "'.");
    }

    /// Not the ARN of a function.
    static InvalidParameterException badFunction() {
        return new InvalidParameterException("Invalid Lambda function ARN.");
    }

    /// What the pool's function was to decide is not decided without it.
    static InvalidLambdaFunctionOutputException notInvoked() {
        return new InvalidLambdaFunctionOutputException("SyncTrigger cannot be invoked by this server.");
    }

    /// There is no stream to publish to.
    static InvalidParameterException noStream() {
        return new InvalidParameterException("The identity pool has no enabled stream.");
    }
}
