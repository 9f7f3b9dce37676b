package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.DeleteConflictException;
import dev.gatehouse.model.iam.EntityAlreadyExistsException;
import dev.gatehouse.model.iam.InvalidInputException;
import dev.gatehouse.model.iam.LimitExceededException;
import dev.gatehouse.model.iam.MalformedPolicyDocumentException;
import dev.gatehouse.model.iam.NoSuchEntityException;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamProviderRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What callers of IAM are told when the answer is no.
final class Refusals {
    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    /// The errors every AWS Query service has, which no model declares.
    private static final class Common extends ServiceException {
        Common(String code, int status, String message) {
            super(code, status, true, message);
        }
    }

    /// Nobody has this name: the caller's fault.
    static NoSuchEntityException noEntity(IamEntity.Kind kind, String name) {
        return new NoSuchEntityException("The " + word(kind) + " with name " + name + " cannot be found.");
    }

    /// The name is taken, perhaps in other letters.
    static EntityAlreadyExistsException entityExists(IamEntity.Kind kind, String name) {
        return new EntityAlreadyExistsException(title(kind) + " with name " + name + " already exists.");
    }

    /// No inline policy of this name.
    static NoSuchEntityException noInlinePolicy(IamEntity.Kind kind, String name) {
        return new NoSuchEntityException("The " + word(kind) + " policy with name " + name + " cannot be found.");
    }

    /// No managed policy of this ARN.
    static NoSuchEntityException noPolicy(String arn) {
        return new NoSuchEntityException("Policy " + arn + " was not found.");
    }

    /// A policy that is to be attached is not there.
    static NoSuchEntityException notAttachable(String arn) {
        return new NoSuchEntityException("Policy " + arn + " does not exist or is not attachable.");
    }

    /// The policy is not attached to the entity.
    static NoSuchEntityException notAttached(String arn) {
        return new NoSuchEntityException("Policy " + arn + " was not found.");
    }

    /// No such version of a policy.
    static NoSuchEntityException noVersion(String arn, String version) {
        return new NoSuchEntityException(
                "Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    /// A managed policy of this name exists.
    static EntityAlreadyExistsException policyExists(String name) {
        return new EntityAlreadyExistsException(
                "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }

    /// AWS managed policies are data of this server: nobody changes them.
    static InvalidInputException managedByAws(String arn) {
        return new InvalidInputException("Policy " + arn + " is an AWS managed policy and cannot be changed.");
    }

    /// The text is no ARN of what the operation works on.
    static InvalidInputException badArn(String arn) {
        return new InvalidInputException("ARN " + arn + " is not valid.");
    }

    /// Something given to a simulation makes no sense: the caller's fault.
    static InvalidInputException notSimulated(String text) {
        return new InvalidInputException(text);
    }

    /// The user is not in the group.
    static NoSuchEntityException notInGroup(String user, String group) {
        return new NoSuchEntityException("User " + user + " is not in group " + group + ".");
    }

    /// No access key of this id, or not one of this user.
    static NoSuchEntityException noKey(String id) {
        return new NoSuchEntityException("The Access Key with id " + id + " cannot be found.");
    }

    /// Something hangs on what is to be deleted.
    static DeleteConflictException inUse(String what) {
        return new DeleteConflictException("Cannot delete entity, must " + what + " first.");
    }

    /// A policy in use cannot go.
    static DeleteConflictException policyInUse() {
        return new DeleteConflictException("Cannot delete a policy attached to entities.");
    }

    /// Versions other than the default one must go first.
    static DeleteConflictException hasVersions() {
        return new DeleteConflictException("This policy has more than one version. Before you delete a policy, you must"
                + " delete the policy's versions. The default version is deleted with the policy.");
    }

    /// The version in force cannot go.
    static DeleteConflictException defaultVersion() {
        return new DeleteConflictException("Cannot delete the default version of a policy.");
    }

    /// The sixth version.
    static LimitExceededException tooManyVersions() {
        return new LimitExceededException("A managed policy can have up to 5 versions. Before you create a new version,"
                + " you must delete an existing version.");
    }

    /// One more than the quota of that name.
    static LimitExceededException quota(String name, int quota) {
        return new LimitExceededException("Cannot exceed quota for " + name + ": " + quota);
    }

    /// The inline policies of an entity are too long together.
    static LimitExceededException tooLong(int limit, IamEntity.Kind kind, String name) {
        return new LimitExceededException(
                "Maximum policy size of " + limit + " bytes exceeded for " + word(kind) + " " + name);
    }

    /// The policy is not one.
    ///
    /// @param text what is wrong, and where
    static MalformedPolicyDocumentException malformed(String text) {
        return new MalformedPolicyDocumentException(text);
    }

    /// A role that trusts every identity pool there is would let strangers in.
    static MalformedPolicyDocumentException anyIdentityPool() {
        return malformed("A statement that trusts cognito-identity.amazonaws.com must have a condition on"
                + " cognito-identity.amazonaws.com:aud.");
    }

    /// No policy of this ARN can bound anybody.
    static InvalidInputException badBoundary(String arn) {
        return new InvalidInputException("Policy " + arn + " does not exist or cannot be a permissions boundary.");
    }

    /// There is no boundary to take away.
    static NoSuchEntityException noBoundary(IamEntity.Kind kind, String name) {
        return new NoSuchEntityException("The " + word(kind) + " " + name + " has no permissions boundary.");
    }

    /// A tag key twice, or one that AWS keeps for itself.
    static InvalidInputException badTag(String text) {
        return new InvalidInputException(text);
    }

    /// A paging marker that is not ours.
    static ServiceException badMarker() {
        return new Common("ValidationError", BAD_REQUEST, "Invalid Marker.");
    }

    /// No identity provider of this ARN.
    static NoSuchEntityException noProvider(IamProviderRecord.Kind kind, String arn) {
        return new NoSuchEntityException(
                switch (kind) {
                    case OIDC -> "OpenIDConnect Provider not found for arn " + arn;
                    case SAML -> "Manifest not found for arn " + arn;
                });
    }

    /// The issuer is trusted already.
    static EntityAlreadyExistsException oidcProviderExists(String url) {
        return new EntityAlreadyExistsException("Provider with url " + url + " already exists.");
    }

    /// The name is taken.
    static EntityAlreadyExistsException samlProviderExists(String name) {
        return new EntityAlreadyExistsException("SAML provider with name " + name + " already exists.");
    }

    /// The URL cannot be that of an OIDC provider.
    static InvalidInputException badUrl() {
        return new InvalidInputException(
                "Invalid Open ID Connect Provider URL: it must be https without port, query or fragment.");
    }

    /// The text is not the metadata of an identity provider.
    static InvalidInputException badMetadata() {
        return new InvalidInputException("Could not parse metadata");
    }

    /// A private key is no RSA key of 2,048 bits or more in PKCS #8: the caller may convert it.
    static InvalidInputException badPrivateKey() {
        return new InvalidInputException("AddPrivateKey must be an RSA key of at least 2048 bits in PEM, as"
                + " openssl pkcs8 -topk8 -nocrypt writes it.");
    }

    /// Encryption is required and there is no key: add one in the same request.
    static InvalidInputException keyWanted() {
        return new InvalidInputException("AssertionEncryptionMode Required needs a private key.");
    }

    /// The provider has no private key of that id.
    static NoSuchEntityException noSamlKey(String id) {
        return new NoSuchEntityException("The private key with id " + id + " cannot be found.");
    }

    /// A key cannot be set to this status.
    static InvalidInputException badStatus() {
        return new InvalidInputException("Status must be Active or Inactive.");
    }

    /// The account's own key is not kept by IAM.
    static NoSuchEntityException rootHasNoKeysHere() {
        return new NoSuchEntityException("The account's own key is not managed by IAM; name a user.");
    }

    /// Nobody signs in to a console here.
    static NoSuchEntityException noLoginProfile(@Nullable String user) {
        return new NoSuchEntityException(
                "Login Profile for User " + (user == null ? "root" : user) + " cannot be found.");
    }

    /// There are no console passwords to have a policy for.
    static NoSuchEntityException noPasswordPolicy(String account) {
        return new NoSuchEntityException("The Password Policy with domain name " + account + " cannot be found.");
    }

    /// Whoever asks is no user, and named none.
    static ServiceException notAUser() {
        return new Common(
                "ValidationError", BAD_REQUEST, "Must specify userName when calling with non-User credentials");
    }

    /// Nothing of this kind is kept.
    static NoSuchEntityException notKept(String what, String name) {
        return new NoSuchEntityException("The " + what + " " + name + " cannot be found.");
    }

    /// The kind in a sentence.
    static String word(IamEntity.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String title(IamEntity.Kind kind) {
        return kind.name().charAt(0) + word(kind).substring(1);
    }
}
