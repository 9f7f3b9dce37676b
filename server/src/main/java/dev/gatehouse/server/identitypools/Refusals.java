package dev.gatehouse.server.identitypools;

import dev.gatehouse.model.cognitoidentity.DeveloperUserAlreadyRegisteredException;
import dev.gatehouse.model.cognitoidentity.ExternalServiceException;
import dev.gatehouse.model.cognitoidentity.InvalidIdentityPoolConfigurationException;
import dev.gatehouse.model.cognitoidentity.InvalidParameterException;
import dev.gatehouse.model.cognitoidentity.LimitExceededException;
import dev.gatehouse.model.cognitoidentity.NotAuthorizedException;
import dev.gatehouse.model.cognitoidentity.ResourceConflictException;
import dev.gatehouse.model.cognitoidentity.ResourceNotFoundException;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.saml.SamlVerdict;
import dev.gatehouse.server.trust.Verdict;

/// What callers of identity pools are told when the answer is no.
final class Refusals {
    private Refusals() {}

    static ServiceException noPool(String id) {
        return new ResourceNotFoundException("IdentityPool '" + id + "' not found.");
    }

    static ServiceException noIdentity(String id) {
        return new ResourceNotFoundException("Identity '" + id + "' not found.");
    }

    /// The ARN is none of an identity pool of ours.
    static ServiceException noResource(String arn) {
        return new ResourceNotFoundException("Resource '" + arn + "' not found.");
    }

    static ServiceException noDeveloperUser(String user) {
        return new ResourceNotFoundException("Developer user '" + user + "' not found.");
    }

    static ServiceException noGuests() {
        return new NotAuthorizedException("Unauthenticated access is not supported for this identity pool.");
    }

    /// The identity needs logins that were not sent, was merged away, or cannot be reached any more.
    static ServiceException forbidden(String identity) {
        return new NotAuthorizedException("Access to Identity '" + identity + "' is forbidden.");
    }

    static ServiceException loginsDoNotMatch() {
        return new NotAuthorizedException(
                "Logins don't match. Please include at least one valid login for this" + " identity or identity pool.");
    }

    static ServiceException notSupported() {
        return new NotAuthorizedException("Token is not from a supported provider of this identity pool.");
    }

    /// A token of GetOpenIdToken where a provider's is wanted.
    static ServiceException ownToken() {
        return badToken("Can't pass in a Cognito token.");
    }

    /// The session of the token has ended, or its user may not sign in.
    static ServiceException revoked() {
        return badToken("Token has been revoked.");
    }

    static ServiceException notAnIdToken() {
        return badToken("Not a valid OpenId Connect identity token.");
    }

    /// What was found wrong with a login token.
    ///
    /// @param provider whose keys could not be had
    static ServiceException of(Verdict verdict, String provider) {
        return switch (verdict) {
            case Verdict.Good _ -> throw new IllegalArgumentException("nothing is wrong");
            case Verdict.NotAToken _ -> notAnIdToken();
            case Verdict.Missing(String claim) -> badToken("Missing a required claim: " + claim);
            case Verdict.WrongIssuer _ -> badToken("Issuer doesn't match providerName");
            case Verdict.WrongAudience _ -> badToken("Incorrect token audience.");
            case Verdict.BadSignature _ -> badToken("Token signature invalid.");
            case Verdict.Expired(long now, long expires) -> badToken("Token expired: " + now + " >= " + expires);
            case Verdict.Rejected _ -> badToken("Its provider does not accept it.");
            case Verdict.NoKeys(String why) -> new ExternalServiceException(provider + " could not be asked: " + why);
        };
    }

    /// What was found wrong with a SAML response.
    static ServiceException of(SamlVerdict verdict) {
        return switch (verdict) {
            case SamlVerdict.Good _ -> throw new IllegalArgumentException("nothing is wrong");
            case SamlVerdict.Unreadable(String what) -> badToken("Invalid SAML response: " + what + ".");
            case SamlVerdict.Failed _ -> badToken("The identity provider reported that authentication failed.");
            case SamlVerdict.WrongIssuer _ -> badToken("Issuer doesn't match providerName");
            case SamlVerdict.BadSignature _ -> badToken("Token signature invalid.");
            case SamlVerdict.WrongAudience _, SamlVerdict.WrongRecipient _ -> badToken("Incorrect token audience.");
            case SamlVerdict.TooOld _ -> badToken("SAML response expired.");
        };
    }

    private static ServiceException badToken(String what) {
        return new NotAuthorizedException("Invalid login token. " + what);
    }

    /// A login whose provider we cannot ask.
    static ServiceException cannotAsk(String provider) {
        return new ExternalServiceException("Tokens of " + provider + " cannot be checked by this server.");
    }

    static ServiceException noRole() {
        return new InvalidIdentityPoolConfigurationException(
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    }

    static ServiceException noClassicFlow() {
        return new InvalidParameterException("Basic (classic) flow is not enabled, please use enhanced flow.");
    }

    static ServiceException classicWithMappings() {
        return new InvalidParameterException(
                "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.");
    }

    static ServiceException ambiguous(String provider) {
        return new NotAuthorizedException(
                "The ambiguous role mapping rules for: " + provider + " denied this request.");
    }

    static ServiceException customRole(String arn) {
        return new NotAuthorizedException("CustomRoleArn '" + arn + "' is not one this identity may choose.");
    }

    /// The role does not exist, or the caller may not pass it.
    static ServiceException roleForbidden(String arn) {
        return new NotAuthorizedException("Access to Role '" + arn + "' is forbidden.");
    }

    static ServiceException loginInUse() {
        return new ResourceConflictException("Login is already in use");
    }

    static ServiceException conflict(String message) {
        return new ResourceConflictException(message);
    }

    static ServiceException developerUserTaken() {
        return new DeveloperUserAlreadyRegisteredException(
                "The developer user identifier is already registered with another identity.");
    }

    static ServiceException tooMany(String message) {
        return new LimitExceededException(message);
    }

    static ServiceException invalid(String message) {
        return new InvalidParameterException(message);
    }
}
