package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.store.MessageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A server with one pool, for tests of choice-based sign-in: calls are one line each.
final class ChoiceWorld implements AutoCloseable {
    static final String PASSWORD = "Corr3ct-Horse!";
    static final String INVALID = "Invalid session for the user.";
    static final String INCORRECT = "Incorrect username or password.";
    static final String WRONG_CODE = "Invalid code or auth state for the user.";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6}|\\d{8})\\b");

    final InProcess server;
    String pool;
    String client;
    private final List<VerifiedAttributeType> autoVerified;

    ChoiceWorld(Path folder, VerifiedAttributeType... verified) throws IOException {
        server = InProcess.in(folder);
        autoVerified = List.of(verified);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .autoVerifiedAttributes(autoVerified)
                                .build())
                .userPool()
                .id();
    }

    void allow(AuthFactorType... factors) {
        server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder()
                        .userPoolId(pool)
                        .autoVerifiedAttributes(autoVerified)
                        .policies(UserPoolPolicyType.builder()
                                .signInPolicy(new SignInPolicyType(List.of(factors)))
                                .build())
                        .build());
    }

    String newClient(PreventUserExistenceErrorTypes existence, ExplicitAuthFlowsType... flows) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .preventUserExistenceErrors(existence)
                                .explicitAuthFlows(Arrays.asList(flows))
                                .build())
                .userPoolClient()
                .clientId();
    }

    /// A user invited without a message. In pools with codes first they have no password.
    void invite(String name, String... attributes) {
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(attributes(attributes))
                        .build());
    }

    /// A confirmed user with a password and verified addresses.
    void user(String name, String email, String phone) {
        invite(name, "email", email, "email_verified", "true", "phone_number", phone, "phone_number_verified", "true");
        password(name, PASSWORD);
    }

    void password(String name, String password) {
        server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .password(password)
                        .permanent(true)
                        .build());
    }

    static List<AttributeType> attributes(String... pairs) {
        List<AttributeType> list = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            list.add(new AttributeType(pairs[i], pairs[i + 1]));
        }
        return list;
    }

    /// USER_AUTH.
    ///
    /// @param parameters names and values, besides USERNAME
    InitiateAuthResponse begin(String name, String... parameters) {
        return begin(AuthFlowType.USER_AUTH, name, null, parameters);
    }

    InitiateAuthResponse begin(AuthFlowType flow, String name, String session, String... parameters) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(flow)
                        .authParameters(map(name, parameters))
                        .session(session)
                        .build());
    }

    RespondToAuthChallengeResponse answer(
            ChallengeNameType challenge, String session, String name, String... parameters) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(map(name, parameters))
                        .build());
    }

    RespondToAuthChallengeResponse select(String session, String name, String answer, String... parameters) {
        List<String> all = new ArrayList<>(List.of("ANSWER", answer));
        all.addAll(List.of(parameters));
        return answer(ChallengeNameType.SELECT_CHALLENGE, session, name, all.toArray(String[]::new));
    }

    RespondToAuthChallengeResponse email(String session, String name, String code) {
        return answer(ChallengeNameType.EMAIL_OTP, session, name, "EMAIL_OTP_CODE", code);
    }

    RespondToAuthChallengeResponse sms(String session, String name, String code) {
        return answer(ChallengeNameType.SMS_OTP, session, name, "SMS_OTP_CODE", code);
    }

    RespondToAuthChallengeResponse prove(Map<String, String> challenge, SrpClient srp, String password) {
        String timestamp = SrpTimestamp.of(server.now()).canonical();
        String signature = srp.sign(
                new SrpIdentity(pool.substring(pool.indexOf('_') + 1), challenge.get("USER_ID_FOR_SRP")),
                password,
                challenge.get("SALT"),
                challenge.get("SRP_B"),
                challenge.get("SECRET_BLOCK"),
                timestamp);
        return answer(
                ChallengeNameType.PASSWORD_VERIFIER,
                null,
                challenge.get("USER_ID_FOR_SRP"),
                "PASSWORD_CLAIM_SECRET_BLOCK",
                challenge.get("SECRET_BLOCK"),
                "PASSWORD_CLAIM_SIGNATURE",
                signature,
                "TIMESTAMP",
                timestamp);
    }

    static SrpClient srp() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SrpClient(bytes);
    }

    private static Map<String, String> map(String name, String... pairs) {
        Map<String, String> map = new HashMap<>(Map.of("USERNAME", name));
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /// The messages to an address, the newest first.
    List<MessageRecord> messages(String to) {
        return server
                .ground()
                .store()
                .read(tx -> tx.outbox().list(Optional.of(to), Optional.empty(), 50))
                .items()
                .stream()
                .map(new SealedBodies(server.ground().sealer())::open)
                .toList();
    }

    /// The code sent last.
    String code(String to) {
        Matcher code = CODE.matcher(messages(to).getFirst().body());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    /// A code of the same length that is another.
    static String other(String code) {
        return code.endsWith("0") ? code.replaceAll(".$", "1") : code.replaceAll(".$", "0");
    }

    static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
