package dev.gatehouse.authenticator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A browser on a page with an authenticator in it, holding one passkey. Does what it is told, also what no real one
/// does. Written from the WebAuthn specification alone, without the server's code or library.
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int ATTESTED = 0x40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Algorithm algorithm;
    private final KeyPair keys;
    private byte[] id = new byte[32];
    private byte[] userHandle = new byte[0];
    private byte[] aaguid = new byte[16];
    private Map<Object, Object> coseKey;
    private String origin;
    private String rpId;
    private String createType = "webauthn.create";
    private String getType = "webauthn.get";
    private String extraClientData = "";
    private boolean present = true;
    private boolean verifies = true;
    private boolean selfAttests;
    private boolean backedUp;
    private String format = "";
    private int counter = -1;
    private boolean tampers;

    private SoftAuthenticator(Algorithm algorithm, String origin, String rpId) {
        this.algorithm = algorithm;
        this.origin = origin;
        this.rpId = rpId;
        this.keys = algorithm.keyPair();
        this.coseKey = algorithm.coseKey(keys.getPublic());
        RANDOM.nextBytes(id);
    }

    /// On a page of an origin.
    public static SoftAuthenticator on(String origin, String rpId, Algorithm algorithm) {
        return new SoftAuthenticator(algorithm, origin, rpId);
    }

    /// Moves to another page.
    public SoftAuthenticator origin(String other) {
        origin = other;
        return this;
    }

    /// Signs for another relying party.
    public SoftAuthenticator rpId(String other) {
        rpId = other;
        return this;
    }

    /// Mixes up the ceremonies.
    public SoftAuthenticator confused() {
        createType = "webauthn.get";
        getType = "webauthn.create";
        return this;
    }

    /// Members that the browser adds to the client data, each after a comma.
    public SoftAuthenticator clientData(String more) {
        extraClientData = more;
        return this;
    }

    /// Does not wait for a touch.
    public SoftAuthenticator absent() {
        present = false;
        return this;
    }

    /// Whether it verifies its holder.
    public SoftAuthenticator verifies(boolean does) {
        verifies = does;
        return this;
    }

    /// Signs its registrations with the passkey itself (packed self attestation).
    public SoftAuthenticator selfAttests() {
        selfAttests = true;
        return this;
    }

    /// Names another attestation format, with an empty statement.
    public SoftAuthenticator format(String other) {
        format = other;
        return this;
    }

    /// Is a passkey that is on other devices too.
    public SoftAuthenticator backedUp() {
        backedUp = true;
        return this;
    }

    /// Counts: the next signature carries this number plus one.
    public SoftAuthenticator counter(int now) {
        counter = now;
        return this;
    }

    /// Spoils every signature.
    public SoftAuthenticator tampers() {
        tampers = true;
        return this;
    }

    /// Claims another credential id.
    public SoftAuthenticator id(byte[] other) {
        id = other.clone();
        return this;
    }

    /// Says which model it is.
    public SoftAuthenticator aaguid(byte[] model) {
        aaguid = model.clone();
        return this;
    }

    /// Claims to hold the passkey of another user.
    public SoftAuthenticator userHandle(String other) {
        userHandle = other.getBytes(UTF_8);
        return this;
    }

    /// Puts a value into the public key it registers.
    public SoftAuthenticator keyMember(int name, Object value) {
        coseKey = new LinkedHashMap<>(coseKey);
        coseKey.put(name, value);
        return this;
    }

    /// The passkey's id, base64url.
    public String id() {
        return encode(id);
    }

    /// Registers: a `RegistrationResponseJSON` text.
    ///
    /// @param challenge base64url, as the options have it
    /// @param userId base64url, as the options have it
    public String register(String challenge, String userId) {
        userHandle = Base64.getUrlDecoder().decode(userId);
        byte[] clientData = clientData(createType, challenge);
        byte[] authenticatorData = authenticatorData(true);
        return """
                {"id":"%s","rawId":"%s","type":"public-key","authenticatorAttachment":"platform",\
                "clientExtensionResults":{"credProps":{"rk":true}},"response":{"clientDataJSON":"%s",\
                "attestationObject":"%s","transports":["hybrid","internal"],"publicKeyAlgorithm":%d}}""".formatted(
                        id(),
                        id(),
                        encode(clientData),
                        encode(attestationObject(authenticatorData, clientData)),
                        algorithm.cose());
    }

    /// Signs in: an `AuthenticationResponseJSON` text.
    ///
    /// @param challenge base64url, as the options have it
    public String signIn(String challenge) {
        byte[] clientData = clientData(getType, challenge);
        byte[] authenticatorData = authenticatorData(false);
        byte[] signature = sign(authenticatorData, clientData);
        return """
                {"id":"%s","rawId":"%s","type":"public-key","authenticatorAttachment":"platform",\
                "clientExtensionResults":{},"response":{"clientDataJSON":"%s","authenticatorData":"%s",\
                "signature":"%s","userHandle":"%s"}}""".formatted(
                id(), id(), encode(clientData), encode(authenticatorData), encode(signature), encode(userHandle));
    }

    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}"
                .formatted(type, challenge, origin, extraClientData)
                .getBytes(UTF_8);
    }

    private byte[] authenticatorData(boolean attested) {
        byte[] key = attested ? Cbor.encode(coseKey) : new byte[0];
        int flags = (present ? PRESENT : 0)
                | (verifies ? VERIFIED : 0)
                | (backedUp ? BACKUP_ELIGIBLE | BACKED_UP : 0)
                | (attested ? ATTESTED : 0);
        if (counter >= 0) {
            counter++;
        }
        ByteBuffer data = ByteBuffer.allocate(37 + (attested ? 18 + id.length + key.length : 0))
                .put(sha256(rpId.getBytes(UTF_8)))
                .put((byte) flags)
                .putInt(Math.max(counter, 0));
        if (attested) {
            data.put(aaguid).putShort((short) id.length).put(id).put(key);
        }
        return data.array();
    }

    private byte[] attestationObject(byte[] authenticatorData, byte[] clientData) {
        Map<Object, Object> statement = new LinkedHashMap<>();
        if (selfAttests) {
            statement.put("alg", algorithm.cose());
            statement.put("sig", sign(authenticatorData, clientData));
        }
        Map<Object, Object> object = new LinkedHashMap<>();
        object.put("fmt", format.isEmpty() ? selfAttests ? "packed" : "none" : format);
        object.put("attStmt", statement);
        object.put("authData", authenticatorData);
        return Cbor.encode(object);
    }

    private byte[] sign(byte[] authenticatorData, byte[] clientData) {
        byte[] hash = sha256(clientData);
        byte[] content = ByteBuffer.allocate(authenticatorData.length + hash.length)
                .put(authenticatorData)
                .put(hash)
                .array();
        byte[] signature = algorithm.sign(keys.getPrivate(), content);
        if (tampers) {
            signature[signature.length - 1] ^= 1;
        }
        return signature;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
