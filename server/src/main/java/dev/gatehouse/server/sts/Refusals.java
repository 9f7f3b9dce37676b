package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.sts.ExpiredTokenException;
import dev.gatehouse.model.sts.IDPCommunicationErrorException;
import dev.gatehouse.model.sts.IDPRejectedClaimException;
import dev.gatehouse.model.sts.InvalidAuthorizationMessageException;
import dev.gatehouse.model.sts.InvalidIdentityTokenException;
import dev.gatehouse.model.sts.MalformedPolicyDocumentException;
import dev.gatehouse.model.sts.OutboundWebIdentityFederationDisabledException;
import dev.gatehouse.model.sts.PackedPolicyTooLargeException;
import dev.gatehouse.server.saml.SamlVerdict;
import dev.gatehouse.server.trust.Verdict;

/// What callers of STS are told when the answer is no.
final class Refusals {
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    /// The errors every AWS Query service has, which no model declares.
    private static final class Common extends ServiceException {
        Common(String code, int status, String message) {
            super(code, status, true, message);
        }
    }

    /// The caller may not. What is wrong is not said: a role that does not exist looks like one that does not
    /// trust.
    static ServiceException denied(String message) {
        return new Common("AccessDenied", FORBIDDEN, message);
    }

    /// The account's own key cannot become a role: use a user.
    static ServiceException rootMayNotAssume() {
        return denied("Roles may not be assumed by root accounts.");
    }

    /// Temporary credentials cannot make others this way: use long-lived ones.
    static ServiceException notWithSession(String operation) {
        return denied("Cannot call " + operation + " with session credentials");
    }

    /// No virtual MFA device is kept, so none can be right.
    static ServiceException badMfa() {
        return denied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }

    /// A value is none the operation can work with: the caller's fault.
    static ServiceException invalid(String message) {
        return new Common("ValidationError", BAD_REQUEST, message);
    }

    /// The token is no ID token.
    static ServiceException notAJwt() {
        return new InvalidIdentityTokenException(
                "The ID Token provided is not a valid JWT. (You may see this error if" + " you sent an Access Token)");
    }

    /// Nobody registered the issuer of the token with IAM.
    static ServiceException noProvider(String issuer) {
        return new InvalidIdentityTokenException("No OpenIDConnect provider found in your account for " + issuer);
    }

    /// The identity provider was asked, or says of itself, that it does not vouch for the caller.
    static ServiceException rejected() {
        return new IDPRejectedClaimException("The identity provider (IdP) reported that authentication failed");
    }

    /// The identity provider must be asked and could not be: the caller may try again.
    static ServiceException unreachable(String provider, String why) {
        return new IDPCommunicationErrorException(provider + " could not be asked: " + why);
    }

    /// What was found wrong with a web identity token.
    static ServiceException of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Good _ -> throw new IllegalArgumentException("nothing is wrong");
            case Verdict.NotAToken _, Verdict.Missing _, Verdict.WrongIssuer _ -> notAJwt();
            case Verdict.WrongAudience _ -> new InvalidIdentityTokenException("Incorrect token audience");
            case Verdict.Rejected _ -> rejected();
            case Verdict.BadSignature _, Verdict.NoKeys _ ->
                new InvalidIdentityTokenException("Couldn't retrieve verification key from your identity provider, "
                        + " please reference AssumeRoleWithWebIdentity documentation for requirements");
            case Verdict.Expired(long now, long expires) ->
                new ExpiredTokenException("Token expired: current date/time " + now
                        + " must be before the expiration date/time " + expires);
        };
    }

    /// A token or SAML response that is none, or says what no session may have.
    static ServiceException badToken(String what) {
        return new InvalidIdentityTokenException(what);
    }

    /// No SAML provider of that ARN is registered with IAM.
    static ServiceException noSamlProvider() {
        return new InvalidIdentityTokenException("Specified provider doesn't exist");
    }

    /// The response has given credentials of this role before: sign in at the provider anew.
    static ServiceException samlReplayed() {
        return new InvalidIdentityTokenException("The SAML response was used for this role before");
    }

    /// The response is too old, or the session at the provider is over.
    static ServiceException samlTooOld() {
        return new ExpiredTokenException("Token must be redeemed within 5 minutes of issuance");
    }

    /// What was found wrong with a SAML response.
    static ServiceException of(SamlVerdict verdict) {
        return switch (verdict) {
            case SamlVerdict.Good _ -> throw new IllegalArgumentException("nothing is wrong");
            case SamlVerdict.Unreadable(String what) -> badToken("Invalid SAML response: " + what);
            case SamlVerdict.Failed _ -> rejected();
            case SamlVerdict.WrongIssuer _ -> badToken("Issuer not present in specified provider");
            case SamlVerdict.BadSignature _ -> badToken("Response signature invalid");
            case SamlVerdict.WrongAudience _, SamlVerdict.WrongRecipient _ ->
                badToken("Response does not contain the required audience.");
            case SamlVerdict.TooOld _ -> samlTooOld();
        };
    }

    /// The ARN names no role.
    static ServiceException badArn() {
        return invalid("Request ARN is invalid");
    }

    /// Longer than the role allows.
    static ServiceException tooLong() {
        return invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    /// Longer than a chained session may be.
    static ServiceException chainTooLong() {
        return invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                + " chaining.");
    }

    /// A session policy is none.
    ///
    /// @param text what is wrong, and where
    static ServiceException malformed(String text) {
        return new MalformedPolicyDocumentException(text);
    }

    /// Session policies and tags are too long together.
    static ServiceException packedTooLarge(int percent) {
        return new PackedPolicyTooLargeException(
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    /// We encode no authorisation messages.
    static ServiceException noSuchMessage() {
        return new InvalidAuthorizationMessageException("The authorization message is not one of this server's.");
    }

    /// This server does not speak for its callers to others.
    static ServiceException noOutboundFederation() {
        return new OutboundWebIdentityFederationDisabledException(
                "Outbound web identity federation is disabled for this account.");
    }
}
