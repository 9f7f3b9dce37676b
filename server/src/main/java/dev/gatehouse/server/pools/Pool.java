package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.service.WireEnum;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.PoolRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user pool as it stood when it was read. Immutable.
public final class Pool {
    private static final String REFUSE_COMMON = "gatehouse:refuse-common-passwords";
    private static final String RECOVERY_CODES = "gatehouse:recovery-codes";
    private static final String REFUSE_PERSONAL = "gatehouse:refuse-personal-passwords";

    private final PoolId id;
    private final long version;
    private final UserPoolType settings;
    private final PoolSettings stored;
    private final Schema schema;
    private final byte[] key;
    private final Set<String> aliasAttributes;
    private final Set<String> usernameAttributes;
    private final Set<String> autoVerifiedAttributes;

    private Pool(PoolRecord row, PoolSettings stored, byte[] key) {
        this.id = row.id();
        this.version = row.version();
        this.stored = stored;
        this.settings = stored.pool().toBuilder()
                .id(row.id().value())
                .name(row.name())
                .creationDate(Instant.ofEpochMilli(row.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(row.modifiedAt()))
                .build();
        this.schema = stored.schema();
        this.key = key;
        this.aliasAttributes = names(settings.aliasAttributes());
        this.usernameAttributes = names(settings.usernameAttributes());
        this.autoVerifiedAttributes = names(settings.autoVerifiedAttributes());
    }

    static Pool of(PoolRecord row, Sealer sealer) {
        byte[] key = sealer.openStored(
                Purpose.POOL_KEY, row.sealedKey().toArray(), row.id().value());
        return new Pool(row, PoolDocument.read(row.document()), key);
    }

    /// The pool's id.
    public PoolId id() {
        return id;
    }

    /// Its settings with every default filled in, with name, id and dates; without ARN and number of users.
    public UserPoolType settings() {
        return settings;
    }

    /// The MFA mode and the blocks SetUserPoolMfaConfig set, as GetUserPoolMfaConfig answers them.
    public GetUserPoolMfaConfigResponse mfa() {
        return MfaSettings.answer(stored);
    }

    /// Whether and how the sessions of its users are kept track of.
    public SessionTracking sessionTracking() {
        return stored.sessions();
    }

    /// The attributes its users can have.
    public Schema schema() {
        return schema;
    }

    /// The pool's own secret, 32 bytes; what must look the same for one name again and again is derived from it.
    public byte[] key() {
        return key.clone();
    }

    /// Whether user names that differ in case only are different (`UsernameConfiguration`; so by default).
    public boolean caseSensitive() {
        return settings.usernameConfiguration() == null
                || !Boolean.FALSE.equals(settings.usernameConfiguration().caseSensitive());
    }

    /// The attributes that are sign-in names beside the username, once verified.
    public Set<String> aliasAttributes() {
        return aliasAttributes;
    }

    /// The attributes that are the sign-in name instead of a username.
    public Set<String> usernameAttributes() {
        return usernameAttributes;
    }

    /// The attributes a code is sent for at sign-up.
    public Set<String> autoVerifiedAttributes() {
        return autoVerifiedAttributes;
    }

    /// What passwords must look like, every member set but perhaps `PasswordHistorySize`.
    public PasswordPolicyType passwordPolicy() {
        return requireNonNull(requireNonNull(settings.policies()).passwordPolicy());
    }

    /// What choice-based sign-in may begin with (`AllowedFirstAuthFactors`).
    public List<AuthFactorType> firstFactors() {
        SignInPolicyType policy = requireNonNull(settings.policies()).signInPolicy();
        return policy == null ? List.of() : requireNonNullElse(policy.allowedFirstAuthFactors(), List.of());
    }

    /// How long a password set by an administrator can be used to sign in.
    public Duration temporaryPasswordValidity() {
        return Duration.ofDays(requireNonNull(passwordPolicy().temporaryPasswordValidityDays()));
    }

    /// The Lambda triggers.
    public LambdaConfigType triggers() {
        return requireNonNull(settings.lambdaConfig());
    }

    /// Beyond Cognito, by the pool's tag `gatehouse:refuse-common-passwords` = `true`: whether well-known
    /// passwords are refused.
    public boolean refusesCommonPasswords() {
        return isTagged(REFUSE_COMMON);
    }

    /// Beyond Cognito, by the pool's tag `gatehouse:refuse-personal-passwords` = `true`: whether passwords that
    /// contain the user's name or address are refused.
    public boolean refusesPersonalPasswords() {
        return isTagged(REFUSE_PERSONAL);
    }

    /// Beyond Cognito, by the pool's tag `gatehouse:recovery-codes` = `true`: whether users may have recovery codes
    /// for a lost authenticator app.
    public boolean offersRecoveryCodes() {
        return isTagged(RECOVERY_CODES);
    }

    long version() {
        return version;
    }

    PoolSettings stored() {
        return stored;
    }

    private boolean isTagged(String tag) {
        return "true"
                .equals(requireNonNullElse(settings.userPoolTags(), Map.<String, String>of())
                        .get(tag));
    }

    private static Set<String> names(@Nullable List<? extends WireEnum> attributes) {
        Set<String> names = new LinkedHashSet<>();
        if (attributes != null) {
            attributes.forEach(attribute -> names.add(attribute.value()));
        }
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return "Pool(" + id + ")";
    }
}
