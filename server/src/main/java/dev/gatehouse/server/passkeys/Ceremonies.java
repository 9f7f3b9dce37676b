package dev.gatehouse.server.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.TrustAnchorNotFoundException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.gatehouse.server.passkeys.PasskeyVerdict.Reason;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.PasskeyRecord;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Objects;

/// Verifies the two ceremonies of WebAuthn level 3: registering (section 7.1) and asserting (7.2). Attestation is
/// not asked for, so only none at all and self attestation are taken: a certificate would have to be trusted.
final class Ceremonies {
    /// What the other side must have meant.
    ///
    /// @param challenge the one it was given
    /// @param verified whether the authenticator has to verify its holder
    record Expected(RelyingParty party, Bytes challenge, boolean verified) {}

    /// The outcome of a registration.
    sealed interface Registration {}

    /// The passkey can be kept.
    record Accepted(String id, Bytes publicKey, long signCount, String aaguid, boolean backupEligible, boolean backedUp)
            implements Registration {}

    /// The outcome of an assertion.
    sealed interface Assertion {}

    /// It was signed with the passkey.
    record Signed(long signCount, boolean backedUp, boolean userVerified) implements Assertion {}

    /// It does not hold.
    record Flawed(Reason reason) implements Registration, Assertion {}

    /// Made when first needed: most servers start without anyone using a passkey.
    private static final class Library {
        static final ObjectConverter CONVERTER = new ObjectConverter();
        static final List<PublicKeyCredentialParameters> ALGORITHMS = AcceptedKeys.ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
        static final WebAuthnManager MANAGER = new WebAuthnManager(
                List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
                (aaguid, statement, time) -> {
                    throw new TrustAnchorNotFoundException("no certificate is trusted");
                },
                new DefaultSelfAttestationTrustworthinessVerifier(),
                CONVERTER);
    }

    /// Verifies a registration.
    Registration register(Expected expected, BrowserAnswer.Registered answer) {
        if (!expected.party().allows(answer.clientData().origin())) {
            return new Flawed(Reason.WRONG_ORIGIN);
        }
        try {
            RegistrationData data = Library.MANAGER.parse(new RegistrationRequest(
                    answer.attestationObject().toArray(),
                    answer.clientData().json().toArray()));
            if (!isAcceptable(data)) {
                return new Flawed(Reason.UNSUPPORTED);
            }
            Library.MANAGER.verify(
                    data,
                    new RegistrationParameters(property(expected), Library.ALGORITHMS, expected.verified(), true));
            return accepted(answer, data);
        } catch (RuntimeException broken) {
            // The parsers let more than their own exceptions through when the input is broken.
            return new Flawed(reason(broken));
        }
    }

    /// Verifies an assertion against the passkey that it names.
    Assertion verify(Expected expected, PasskeyRecord passkey, BrowserAnswer.Asserted answer) {
        if (!expected.party().allows(answer.clientData().origin())) {
            return new Flawed(Reason.WRONG_ORIGIN);
        }
        try {
            byte[] id = new CredentialId(passkey.credentialId()).bytes().toArray();
            AuthenticationData data = Library.MANAGER.parse(new AuthenticationRequest(
                    id,
                    answer.authenticatorData().toArray(),
                    answer.clientData().json().toArray(),
                    answer.signature().toArray()));
            Library.MANAGER.verify(
                    data,
                    new AuthenticationParameters(
                            property(expected), credential(id, passkey), List.of(id), expected.verified(), true));
            var flags = Objects.requireNonNull(data.getAuthenticatorData());
            return new Signed(flags.getSignCount(), flags.isFlagBS(), flags.isFlagUV());
        } catch (RuntimeException broken) {
            return new Flawed(reason(broken));
        }
    }

    /// A public key whose private key nobody has.
    static Bytes keyOfNobody() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
            return encode(EC2COSEKey.create(key, COSEAlgorithmIdentifier.ES256));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks P-256", e);
        }
    }

    private static ServerProperty property(Expected expected) {
        return ServerProperty.builder()
                .originPredicate(origin -> expected.party().allows(origin.toString()))
                .rpId(expected.party().id())
                .challenge(new DefaultChallenge(expected.challenge().toArray()))
                .build();
    }

    private static boolean isAcceptable(RegistrationData data) {
        AttestationStatement statement =
                Objects.requireNonNull(data.getAttestationObject()).getAttestationStatement();
        boolean attestation = statement instanceof NoneAttestationStatement
                || (statement instanceof PackedAttestationStatement packed && packed.getX5c() == null);
        return attestation && AcceptedKeys.accepts(attested(data).getCOSEKey());
    }

    private static AttestedCredentialData attested(RegistrationData data) {
        return Objects.requireNonNull(Objects.requireNonNull(data.getAttestationObject())
                .getAuthenticatorData()
                .getAttestedCredentialData());
    }

    private static Registration accepted(BrowserAnswer.Registered answer, RegistrationData data) {
        AttestedCredentialData attested = attested(data);
        String id = Base64Url.encode(Bytes.of(attested.getCredentialId()));
        if (!id.equals(answer.id())) {
            return new Flawed(Reason.MALFORMED);
        }
        var flags = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        return new Accepted(
                id,
                encode(attested.getCOSEKey()),
                flags.getSignCount(),
                attested.getAaguid().toString(),
                flags.isFlagBE(),
                flags.isFlagBS());
    }

    private static CredentialRecordImpl credential(byte[] id, PasskeyRecord passkey) {
        COSEKey key =
                Library.CONVERTER.getCborMapper().readValue(passkey.publicKey().toArray(), COSEKey.class);
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.signCount(),
                new AttestedCredentialData(new AAGUID(passkey.aaguid()), id, key),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                null,
                null);
    }

    private static Bytes encode(COSEKey key) {
        return Bytes.of(Library.CONVERTER.getCborMapper().writeValueAsBytes(key));
    }

    private static Reason reason(RuntimeException failure) {
        return switch (failure) {
            case InconsistentClientDataTypeException _ -> Reason.WRONG_TYPE;
            case BadChallengeException _ -> Reason.WRONG_CHALLENGE;
            case BadOriginException _, BadTopOriginException _, CrossOriginException _ -> Reason.WRONG_ORIGIN;
            case BadRpIdException _ -> Reason.WRONG_RELYING_PARTY;
            case UserNotPresentException _ -> Reason.NOT_PRESENT;
            case UserNotVerifiedException _ -> Reason.NOT_VERIFIED;
            case NotAllowedAlgorithmException _, BadAlgorithmException _, BadAttestationStatementException _ ->
                Reason.UNSUPPORTED;
            case BadSignatureException _ -> Reason.BAD_SIGNATURE;
            case MaliciousCounterValueException _ -> Reason.CLONED;
            default -> Reason.MALFORMED;
        };
    }
}
