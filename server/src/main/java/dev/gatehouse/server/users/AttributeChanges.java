package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.UserAttributeUpdateSettingsType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes attributes of users and makes the codes that follow from it.
///
/// A new address in a pool that verifies it is sent a code. Where the pool demands verification before the
/// update (UserAttributeUpdateSettings), the old value stays until the code is answered: the code's destination
/// is the value to be.
final class AttributeChanges {
    private final Store store;
    private final Users users;
    private final CodeMail mail;
    private final InstantSource clock;

    AttributeChanges(Store store, Users users, CodeMail mail, InstantSource clock) {
        this.store = store;
        this.users = users;
        this.mail = mail;
        this.clock = clock;
    }

    /// A change by the user.
    ///
    /// @return the codes to send
    List<CodeMail.Prepared> apply(Pool pool, User user, Map<String, String> change, Optional<ClientId> client) {
        Instant now = clock.instant();
        List<CodeMail.Prepared> codes = codes(pool, user, change, client, now);
        Map<String, String> immediate = immediate(pool, user, change);
        return store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            forgetCodes(tx, pool, current, change);
            codes.forEach(code -> mail.keep(tx, code));
            var _ = users.put(tx, pool, current.with(Attributes.changed(current.attributes(), immediate), now));
            return codes;
        });
    }

    /// A change by an administrator: an address given as verified takes effect at once and takes the alias
    /// along.
    ///
    /// @return the codes to send
    List<CodeMail.Prepared> applyByAdministrator(Pool pool, User user, Map<String, String> change) {
        Instant now = clock.instant();
        List<CodeMail.Prepared> codes = codes(pool, user, change, Optional.empty(), now);
        Map<String, String> immediate = immediate(pool, user, change);
        return store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            forgetCodes(tx, pool, current, change);
            codes.forEach(code -> mail.keep(tx, code));
            Map<String, String> attributes = Attributes.changed(current.attributes(), immediate);
            var _ = users.putTakingAliases(tx, pool, current.with(attributes, now), now);
            return codes;
        });
    }

    /// Removes attributes, their verified flags and codes.
    void remove(Pool pool, User user, Map<String, String> change) {
        Instant now = clock.instant();
        store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            forgetCodes(tx, pool, current, change);
            return users.put(tx, pool, current.with(Attributes.changed(current.attributes(), change), now));
        });
    }

    /// A code for every address that changes, is verified by the pool, and is not given as verified.
    private List<CodeMail.Prepared> codes(
            Pool pool, User user, Map<String, String> change, Optional<ClientId> client, Instant now) {
        List<CodeMail.Prepared> codes = new ArrayList<>();
        for (String address : Attributes.ADDRESSES) {
            if (isToBeVerified(pool, user, change, address)) {
                String value = Given.of(change.get(address));
                codes.add(mail.prepare(
                        new CodeMail.Order(
                                pool,
                                user.sub(),
                                CodeMail.shownName(pool, user.username(), user.attributes()),
                                Codes.Purpose.verify(address),
                                MessageKind.UPDATE_USER_ATTRIBUTE,
                                address,
                                value,
                                client),
                        now));
            }
        }
        return codes;
    }

    private static boolean isToBeVerified(Pool pool, User user, Map<String, String> change, String address) {
        return Attributes.changes(user.attributes(), change, address)
                && !Given.of(change.get(address)).isEmpty()
                && pool.autoVerifiedAttributes().contains(address)
                && !"true".equals(change.get(Attributes.flag(address)));
    }

    /// The change without what waits for a code.
    private static Map<String, String> immediate(Pool pool, User user, Map<String, String> change) {
        Map<String, String> immediate = new LinkedHashMap<>(change);
        for (String address : Attributes.ADDRESSES) {
            if (verifiesBeforeUpdate(pool, address) && isToBeVerified(pool, user, change, address)) {
                immediate.remove(address);
                immediate.remove(Attributes.flag(address));
            }
        }
        return immediate;
    }

    private static boolean verifiesBeforeUpdate(Pool pool, String address) {
        UserAttributeUpdateSettingsType settings = pool.settings().userAttributeUpdateSettings();
        List<VerifiedAttributeType> demanded =
                settings == null ? null : settings.attributesRequireVerificationBeforeUpdate();
        return demanded != null
                && demanded.stream().anyMatch(attribute -> attribute.value().equals(address));
    }

    /// A changed address ends the codes sent before: they prove another one.
    private static void forgetCodes(Tx tx, Pool pool, User current, Map<String, String> change) {
        for (String address : Attributes.ADDRESSES) {
            if (Attributes.changes(current.attributes(), change, address)) {
                forget(tx, pool, current, Codes.Purpose.verify(address));
                forget(tx, pool, current, Codes.Purpose.FORGOT_PASSWORD);
            }
        }
    }

    private static void forget(Tx tx, Pool pool, User user, Codes.Purpose purpose) {
        var _ = tx.codes().consume(pool.id(), user.sub(), purpose.key());
    }
}
