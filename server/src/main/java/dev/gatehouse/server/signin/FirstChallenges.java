package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.mfa.FactorCodes;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts the challenges of choice-based sign-in that lie before the first factor, to users and stand-ins alike.
final class FirstChallenges {
    private static final int LONGEST_TYPED = 256;

    private final Attempts attempts;
    private final FactorCodes codes;
    private final CodeLimit limit;
    private final Store store;
    private final Offers offers;
    private final PasskeySignIn passkeys;

    FirstChallenges(
            Attempts attempts, FactorCodes codes, CodeLimit limit, Store store, Offers offers, PasskeySignIn passkeys) {
        this.attempts = attempts;
        this.codes = codes;
        this.limit = limit;
        this.store = store;
        this.offers = offers;
        this.passkeys = passkeys;
    }

    /// SELECT_CHALLENGE.
    Reply.Asked choice(Approach approach, List<FirstFactor> offered) {
        Claimants.Claim claim = approach.claim();
        String typed = claim.name().length() > LONGEST_TYPED ? "" : claim.name();
        return reply(
                approach,
                ChallengeNameType.SELECT_CHALLENGE,
                Map.of(),
                new ChoiceFlow.AwaitingChoice(claim.claimant(), typed, offered));
    }

    /// PASSWORD or PASSWORD_SRP, to be answered with what the call did not bring.
    Reply.Asked entry(Approach approach, FirstFactor factor, ChoiceFlow.Choosing state) {
        spend(approach);
        return reply(approach, factor.challenge(), Map.of(), state);
    }

    /// Spends the step the challenge follows, where nothing else is written.
    void spend(Approach approach) {
        store.write(tx -> {
            approach.onAsk().accept(tx);
            return true;
        });
    }

    /// EMAIL_OTP or SMS_OTP. Nobody's code is made, counted and written as a user's is, and goes nowhere.
    ///
    /// @throws dev.gatehouse.model.cognitoidp.TooManyRequestsException after too many codes within the hour
    Reply.Asked code(Approach approach, FirstFactor factor) {
        User person = offers.person(approach.claim());
        String destination = person.attribute(factor.address().orElseThrow()).orElseThrow(Refusals::invalidSession);
        FactorCodes.Prepared code = prepare(approach, factor, person, destination);
        write(approach, person, code);
        send(approach, code);
        ChoiceFlow.Choosing state = new ChoiceFlow.AwaitingFirstCode(
                approach.claim().claimant(),
                factor,
                code.digest(),
                codes.address(approach.response().pool(), destination),
                person.passwordSetAt());
        return reply(approach, factor.challenge(), parameters(factor, person, code), state);
    }

    /// WEB_AUTHN. Nobody is asked for a passkey that is made up.
    Reply.Asked passkey(Approach approach) {
        Pool pool = approach.response().pool();
        User person = offers.person(approach.claim());
        Bytes challenge = passkeys.challenge();
        String options = approach.claim()
                .user()
                .map(user -> passkeys.options(pool, user, challenge))
                .orElseGet(() -> passkeys.optionsForNobody(pool, person.sub().value(), challenge))
                .orElseThrow(Refusals::invalidSession);
        spend(approach);
        return reply(
                approach,
                ChallengeNameType.WEB_AUTHN,
                Map.of("CREDENTIAL_REQUEST_OPTIONS", options),
                new ChoiceFlow.AwaitingPasskey(approach.claim().claimant(), challenge, person.passwordSetAt()));
    }

    private FactorCodes.Prepared prepare(Approach approach, FirstFactor factor, User person, String destination) {
        return codes.prepareFirst(
                approach.response().pool(),
                approach.response().client().id(),
                person,
                approach.attempt().id(),
                factor == FirstFactor.EMAIL_OTP ? Medium.EMAIL : Medium.SMS,
                destination);
    }

    private void write(Approach approach, User person, FactorCodes.Prepared code) {
        store.write(tx -> {
            approach.onAsk().accept(tx);
            limit.first(tx, person);
            if (approach.claim().user().isPresent()) {
                codes.keep(tx, approach.response().pool(), code);
            } else {
                codes.keepNothing(tx, approach.response().pool(), code);
            }
            return true;
        });
    }

    private void send(Approach approach, FactorCodes.Prepared code) {
        if (approach.claim().user().isEmpty()) {
            return;
        }
        if (approach.response().client().hidesUsers()) {
            codes.sendUnseen(code);
        } else {
            codes.send(code);
        }
    }

    private static Map<String, String> parameters(FirstFactor factor, User person, FactorCodes.Prepared code) {
        CodeDeliveryDetailsType details = code.details();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "CODE_DELIVERY_DELIVERY_MEDIUM",
                Objects.requireNonNull(details.deliveryMedium()).value());
        parameters.put("CODE_DELIVERY_DESTINATION", Objects.requireNonNull(details.destination()));
        if (factor == FirstFactor.SMS_OTP) {
            parameters.put("USER_ID_FOR_SRP", person.username());
        }
        return parameters;
    }

    private Reply.Asked reply(
            Approach approach, ChallengeNameType name, Map<String, String> parameters, ChoiceFlow.Choosing state) {
        Attempt next =
                attempts.goOn(approach.attempt(), approach.response().client().sessionValidity());
        return new Reply.Asked(name, parameters, attempts.session(next, States.write(state)), approach.names());
    }
}
