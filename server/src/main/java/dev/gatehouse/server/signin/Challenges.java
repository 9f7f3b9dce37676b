package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.mfa.FactorCodes;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts challenges into words: name, parameters, and the sealed state that the client hands back.
final class Challenges {
    private final Attempts attempts;
    private final FactorCodes codes;
    private final DeviceChallenges devices;
    private final CodeLimit limit;
    private final Store store;

    Challenges(Attempts attempts, FactorCodes codes, DeviceChallenges devices, CodeLimit limit, Store store) {
        this.attempts = attempts;
        this.codes = codes;
        this.devices = devices;
        this.limit = limit;
        this.store = store;
    }

    /// Whom a challenge is put to.
    ///
    /// @param attempt the attempt, its expiry set for the step asked for
    /// @param progress what lies behind
    /// @param newEmail the address to set up, for the challenge that needs one
    record Asked(Pool pool, Client client, Attempt attempt, User user, Progress progress, Optional<String> newEmail) {}

    /// A challenge in words, and the code that goes with it.
    private record Worded(Reply.Asked reply, Optional<FactorCodes.Prepared> code) {}

    /// PASSWORD_VERIFIER. Its state travels in the secret block; there is no session.
    Reply.Asked passwordVerifier(Attempt attempt, SrpCredential credential, Flow.AwaitingSrpProof state) {
        return passwordVerifier(attempt, credential, state.exchange().serverKey(), state);
    }

    /// As {@link #passwordVerifier(Attempt, SrpCredential, Flow.AwaitingSrpProof)}, with any state that waits for it.
    Reply.Asked passwordVerifier(Attempt attempt, SrpCredential credential, ServerKey serverKey, Flow.State state) {
        byte[] block = attempts.secretBlock(attempt, States.write(state));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SALT", credential.salt().hex());
        parameters.put("SECRET_BLOCK", Base64.getEncoder().encodeToString(block));
        parameters.put("SRP_B", serverKey.hex());
        parameters.put("USERNAME", credential.userIdForSrp());
        parameters.put("USER_ID_FOR_SRP", credential.userIdForSrp());
        return new Reply.Asked(ChallengeNameType.PASSWORD_VERIFIER, parameters, null);
    }

    /// Puts the challenge a verdict asks for: one write, in which the step before it is spent and a code
    /// goes into the outbox, then the code is sent.
    ///
    /// @param alongside what else happens in that write; what it throws undoes all of it
    Reply.Asked ask(Flow.Challenge challenge, Asked asked, Consumer<Tx> alongside) {
        Worded worded = word(challenge, asked);
        store.write(tx -> {
            alongside.accept(tx);
            worded.code().ifPresent(code -> {
                limit.second(tx, asked.user());
                codes.keep(tx, asked.pool(), code);
            });
            return true;
        });
        worded.code().ifPresent(codes::send);
        return worded.reply();
    }

    private Worded word(Flow.Challenge challenge, Asked asked) {
        return switch (challenge) {
            case Flow.NewPasswordRequired _ -> silent(newPasswordRequired(asked));
            case Flow.OneFactor one -> oneFactor(asked, one.factor());
            case Flow.ChooseFactor(List<Factor> offered) -> silent(choice(asked, offered));
            case Flow.SetUpFactor(List<Factor> offered) -> silent(setUp(asked, offered));
            case Flow.ProveDevice prove -> silent(devices.start(asked, prove));
            case Flow.VerifyDevice verify -> silent(devices.verifier(asked, verify));
            case Flow.CodeToNewEmail _ ->
                code(asked, Factor.EMAIL_OTP, Medium.EMAIL, asked.newEmail().orElseThrow(), true);
        };
    }

    private Worded oneFactor(Asked asked, Factor factor) {
        return switch (factor) {
            case SOFTWARE_TOKEN_MFA -> silent(softwareToken(asked));
            case SMS_MFA -> code(asked, factor, Medium.SMS, address(asked, "phone_number"), false);
            case EMAIL_OTP -> code(asked, factor, Medium.EMAIL, address(asked, "email"), false);
        };
    }

    private static Worded silent(Reply.Asked reply) {
        return new Worded(reply, Optional.empty());
    }

    private Worded code(Asked asked, Factor factor, Medium medium, String destination, boolean settingUp) {
        User user = asked.user();
        FactorCodes.Prepared code = codes.prepare(
                asked.pool(), asked.client().id(), user, asked.attempt().id(), medium, destination);
        Map<String, String> parameters = codeParameters(user, code);
        Flow.State state = new Flow.AwaitingCode(asked.progress(), factor, code.digest(), destination, settingUp);
        return new Worded(reply(asked, name(factor), parameters, state), Optional.of(code));
    }

    /// The parameters of SMS_MFA and EMAIL_OTP.
    static Map<String, String> codeParameters(User user, FactorCodes.Prepared code) {
        CodeDeliveryDetailsType details = code.details();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "CODE_DELIVERY_DELIVERY_MEDIUM",
                Objects.requireNonNull(details.deliveryMedium()).value());
        parameters.put("CODE_DELIVERY_DESTINATION", Objects.requireNonNull(details.destination()));
        parameters.put("USER_ID_FOR_SRP", user.username());
        return parameters;
    }

    /// The parameters of SOFTWARE_TOKEN_MFA.
    static Map<String, String> softwareTokenParameters(User user) {
        Map<String, String> parameters = new LinkedHashMap<>();
        user.factors().deviceName().ifPresent(name -> parameters.put("FRIENDLY_DEVICE_NAME", name));
        parameters.put("USER_ID_FOR_SRP", user.username());
        return parameters;
    }

    /// The parameters of SELECT_MFA_TYPE. The developer guide calls the list MFAS_CAN_SELECT, clients read
    /// MFAS_CAN_CHOOSE.
    static Map<String, String> choiceParameters(User user, List<Factor> offered) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("MFAS_CAN_CHOOSE", names(offered));
        parameters.put("MFAS_CAN_SELECT", names(offered));
        parameters.put("USER_ID_FOR_SRP", user.username());
        return parameters;
    }

    private Reply.Asked softwareToken(Asked asked) {
        Map<String, String> parameters = softwareTokenParameters(asked.user());
        return reply(asked, ChallengeNameType.SOFTWARE_TOKEN_MFA, parameters, new Flow.AwaitingTotp(asked.progress()));
    }

    private Reply.Asked choice(Asked asked, List<Factor> offered) {
        Map<String, String> parameters = choiceParameters(asked.user(), offered);
        Flow.State state = new Flow.AwaitingFactorChoice(asked.progress(), offered);
        return reply(asked, ChallengeNameType.SELECT_MFA_TYPE, parameters, state);
    }

    private Reply.Asked setUp(Asked asked, List<Factor> offered) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("MFAS_CAN_SETUP", names(offered));
        parameters.put("USER_ID_FOR_SRP", asked.user().username());
        Flow.State state = new Flow.AwaitingFactorSetup(asked.progress(), offered, 0, Optional.empty());
        return reply(asked, ChallengeNameType.MFA_SETUP, parameters, state);
    }

    private Reply.Asked newPasswordRequired(Asked asked) {
        User user = asked.user();
        Map<String, String> shown = new LinkedHashMap<>();
        user.attributes().forEach((name, value) -> {
            if (asked.client().mayRead(name)) {
                shown.put(name, value);
            }
        });
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("USER_ID_FOR_SRP", user.username());
        parameters.put("requiredAttributes", JsonText.array(missing(asked.pool(), user)));
        parameters.put("userAttributes", JsonText.object(shown));
        return reply(
                asked,
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                parameters,
                new Flow.AwaitingNewPassword(asked.progress()));
    }

    private Reply.Asked reply(Asked asked, ChallengeNameType name, Map<String, String> parameters, Flow.State state) {
        return new Reply.Asked(name, parameters, attempts.session(asked.attempt(), States.write(state)));
    }

    private static ChallengeNameType name(Factor factor) {
        return switch (factor) {
            case SMS_MFA -> ChallengeNameType.SMS_MFA;
            case SOFTWARE_TOKEN_MFA -> ChallengeNameType.SOFTWARE_TOKEN_MFA;
            case EMAIL_OTP -> ChallengeNameType.EMAIL_OTP;
        };
    }

    private static String names(List<Factor> factors) {
        return JsonText.array(factors.stream().map(Factor::name).toList());
    }

    private static String address(Asked asked, String attribute) {
        return asked.user().attribute(attribute).orElseThrow(Refusals::invalidSession);
    }

    /// The required attributes the user lacks, as the challenge names them.
    private static List<String> missing(Pool pool, User user) {
        List<String> names = new ArrayList<>();
        for (String name : pool.schema().required()) {
            if (!name.equals("sub") && !user.attributes().containsKey(name)) {
                names.add(NewPasswordAnswer.PREFIX + name);
            }
        }
        return names;
    }
}
