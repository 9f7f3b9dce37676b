package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.GetUserAttributeVerificationCodeRequest;
import dev.gatehouse.model.cognitoidp.GetUserAttributeVerificationCodeResponse;
import dev.gatehouse.model.cognitoidp.VerifyUserAttributeRequest;
import dev.gatehouse.model.cognitoidp.VerifyUserAttributeResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.CodeRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// GetUserAttributeVerificationCode and VerifyUserAttribute.
final class AttributeCodes {
    private final SignedIn signedIn;
    private final Store store;
    private final Users users;
    private final Codes codes;
    private final CodeMail mail;
    private final Limits limits;
    private final InstantSource clock;

    AttributeCodes(
            SignedIn signedIn,
            Store store,
            Users users,
            Codes codes,
            CodeMail mail,
            Limits limits,
            InstantSource clock) {
        this.signedIn = signedIn;
        this.store = store;
        this.users = users;
        this.codes = codes;
        this.mail = mail;
        this.limits = limits;
        this.clock = clock;
    }

    /// GetUserAttributeVerificationCode. A new value that waits for its code is sent the code again.
    GetUserAttributeVerificationCodeResponse send(GetUserAttributeVerificationCodeRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        String address = address(Given.of(request.attributeName()));
        Pool pool = person.pool();
        User user = person.user();
        Instant now = clock.instant();
        String destination = waiting(pool, user, address, now)
                .or(() -> user.attribute(address))
                .orElseThrow(() -> Refusals.noValueToVerify(address));
        CodeMail.Prepared code = mail.prepare(
                new CodeMail.Order(
                        pool,
                        user.sub(),
                        CodeMail.shownName(pool, user.username(), user.attributes()),
                        Codes.Purpose.verify(address),
                        MessageKind.VERIFY_USER_ATTRIBUTE,
                        address,
                        destination,
                        Optional.of(person.client().id())),
                now);
        boolean allowed = store.write(tx -> {
            if (!limits.allows(
                    tx,
                    pool.id(),
                    Limited.GET_USER_ATTRIBUTE_VERIFICATION_CODE,
                    user.sub().value())) {
                return false;
            }
            mail.keep(tx, code);
            return true;
        });
        if (!allowed) {
            throw Refusals.tooMany();
        }
        mail.send(code.message());
        return GetUserAttributeVerificationCodeResponse.builder()
                .codeDeliveryDetails(code.details())
                .build();
    }

    /// VerifyUserAttribute: the address the code went to becomes the user's, verified.
    VerifyUserAttributeResponse verify(VerifyUserAttributeRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        String address = address(Given.of(request.attributeName()));
        String code = Given.of(request.code());
        Pool pool = person.pool();
        Instant now = clock.instant();
        Optional<ServiceException> refusal = store.write(tx -> {
            if (!limits.allows(
                    tx,
                    pool.id(),
                    Limited.VERIFY_USER_ATTRIBUTE,
                    person.user().sub().value())) {
                return Optional.of(Refusals.tooMany());
            }
            Codes.Purpose purpose = Codes.Purpose.verify(address);
            return switch (codes.use(tx, pool, person.user().sub(), purpose, code, now)) {
                case Codes.Verdict.Right(CodeRecord kept) -> {
                    verified(tx, person, address, kept.destination(), now);
                    yield Optional.empty();
                }
                case Codes.Verdict.Wrong() -> Optional.of(Refusals.wrongCode());
                case Codes.Verdict.None() -> Optional.of(Refusals.noCode());
            };
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return VerifyUserAttributeResponse.builder().build();
    }

    private void verified(Tx tx, SignedIn.Person person, String address, String destination, Instant now) {
        User current = users.current(tx, person.pool(), person.user().sub());
        Map<String, String> attributes = new LinkedHashMap<>(current.attributes());
        attributes.put(address, destination);
        var _ = users.put(tx, person.pool(), current.with(Attributes.verified(attributes, address), now));
    }

    /// The new value of an address that waits for its code.
    private Optional<String> waiting(Pool pool, User user, String address, Instant now) {
        return store.read(tx -> tx.codes()
                        .find(
                                pool.id(),
                                user.sub(),
                                Codes.Purpose.verify(address).key()))
                .filter(code -> now.toEpochMilli() < code.expiresAt())
                .map(CodeRecord::destination);
    }

    private static String address(String name) {
        if (!Attributes.ADDRESSES.contains(name)) {
            throw Refusals.notVerifiable(name);
        }
        return name;
    }
}
