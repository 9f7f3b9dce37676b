package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.Schema;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.store.UserWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Many new users at once, from another system: checked like those an administrator creates, written with few round
/// trips. No trigger runs and no message goes out.
public final class BulkUsers {
    private static final int UUID_LENGTH = 36;

    private final Passwords passwords;
    private final Chance chance;

    /// @param passwords seals hashes
    /// @param chance makes subs
    public BulkUsers(Passwords passwords, Chance chance) {
        this.passwords = passwords;
        this.chance = chance;
    }

    /// Someone who is to become a user.
    ///
    /// @param name the name they sign in with: the user name, or an address in pools with username attributes
    /// @param attributes full name to value
    /// @param textMessages whether codes by text message are their second factor
    /// @param hash the hash of their password, which {@link dev.gatehouse.server.seal.ForeignHash} can read
    public record Candidate(String name, Map<String, String> attributes, boolean textMessages, Optional<String> hash) {}

    /// Checks a candidate and makes the record: RESET_REQUIRED, or CONFIRMED for who brings a password. Pure but for
    /// the sub.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException that says what is wrong
    public NewUser prepare(Pool pool, Candidate candidate, Instant now) {
        NewNames.check(pool, candidate.name());
        Map<String, String> given = new LinkedHashMap<>();
        candidate
                .attributes()
                .forEach((name, value) -> given.put(name, pool.schema().canonical(name, value)));
        refuseOtherAddress(pool, candidate.name(), given);
        Map<String, String> attributes = Attributes.withFlags(NewNames.attributes(pool, candidate.name(), given));
        pool.schema().check(attributes, Schema.Mode.CREATE);
        refuseUnverified(pool, attributes);
        UserRecord user = record(pool, candidate, attributes, now);
        return new NewUser(user, Names.keys(pool, user.username(), user.attributes()));
    }

    /// Inserts what {@link #prepare} made; a user with a taken name is left out.
    ///
    /// @return for each, in order, `Written` or `NameTaken`
    public static List<UserWrite> insert(Tx tx, Pool pool, List<NewUser> users) {
        List<UserWrite> outcomes = new ArrayList<>();
        List<NewUser> together = new ArrayList<>();
        for (NewUser user : users) {
            if (user.user().username().length() == UUID_LENGTH) {
                outcomes.addAll(insertTogether(tx, together));
                together.clear();
                outcomes.add(Users.insert(tx, pool, user));
            } else {
                together.add(user);
            }
        }
        outcomes.addAll(insertTogether(tx, together));
        return outcomes;
    }

    /// Of a user left out, names that were free are withdrawn only after later users were tried against them: those
    /// are tried again, one by one.
    private static List<UserWrite> insertTogether(Tx tx, List<NewUser> users) {
        List<UserWrite> outcomes = new ArrayList<>(tx.users().insertAll(users));
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof UserWrite.NameTaken) {
                outcomes.set(i, tx.users().insert(users.get(i)));
            }
        }
        return outcomes;
    }

    private UserRecord record(Pool pool, Candidate candidate, Map<String, String> attributes, Instant now) {
        Sub sub = new Sub(chance.uuid().toString());
        UserStatusType status = candidate.hash().isPresent() ? UserStatusType.CONFIRMED : UserStatusType.RESET_REQUIRED;
        UserRecord user = UserRecord.create(
                pool.id(),
                sub,
                NewNames.canonical(pool, candidate.name(), sub),
                status.value(),
                attributes,
                now.toEpochMilli());
        if (candidate.textMessages()) {
            UserFactors factors = UserFactors.NONE.with(Factor.SMS_MFA).preferring(Optional.of(Factor.SMS_MFA));
            user = new User(user).with(factors, now).record();
        }
        return candidate.hash().isPresent()
                ? passwords.withForeign(user, candidate.hash().get(), now)
                : user;
    }

    /// In pools with username attributes the name is the address: another one beside it would be lost.
    private static void refuseOtherAddress(Pool pool, String name, Map<String, String> attributes) {
        if (pool.usernameAttributes().isEmpty()) {
            return;
        }
        String address = Names.isEmail(name) ? Attributes.EMAIL : Attributes.PHONE;
        if (!attributes.getOrDefault(address, name).equals(name)) {
            throw Refusals.invalid("The username and the " + address + " differ.");
        }
    }

    /// An imported user can only come in by an address known to be theirs (developer guide, "Importing users into
    /// user pools from a CSV file").
    private static void refuseUnverified(Pool pool, Map<String, String> attributes) {
        Set<String> verifying = pool.autoVerifiedAttributes();
        boolean verified = Attributes.ADDRESSES.stream()
                .filter(address -> verifying.isEmpty() || verifying.contains(address))
                .anyMatch(address -> attributes.containsKey(address) && Attributes.isVerified(attributes, address));
        if (!verified) {
            throw Refusals.invalid("The User Record does not set any of the auto verified attributes to true."
                    + " (Example: email_verified to true).");
        }
    }

    /// Checks what a file says of multi-factor authentication against the pool: always on where the pool demands it,
    /// never where it is off.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    public static void checkSecondFactor(Pool pool, boolean wanted, boolean hasPhone) {
        UserPoolMfaType mode = pool.mfa().mfaConfiguration();
        if (wanted && (mode == null || mode == UserPoolMfaType.OFF)) {
            throw Refusals.invalid("MFA cannot be enabled for the user because it is off for the user pool.");
        }
        if (!wanted && mode == UserPoolMfaType.ON) {
            throw Refusals.invalid("MFA must be enabled for the user because the user pool requires it.");
        }
        if (wanted && !hasPhone && mode == UserPoolMfaType.OPTIONAL) {
            throw Refusals.invalid("MFA cannot be enabled for a user without a phone number.");
        }
    }
}
