package dev.gatehouse.server.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.json.DocumentJson;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.server.store.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What browsers answer, read within bounds: `RegistrationResponseJSON` and `AuthenticationResponseJSON` (WebAuthn
/// level 3, section 5.1). Nothing here is verified yet. Extensions are not asked for, and not read.
final class BrowserAnswer {
    private static final int MOST_TEXT = 65_536;
    private static final int MOST_CLIENT_DATA = 4_096;
    private static final int MOST_ATTESTATION = 16_384;
    private static final int MOST_AUTHENTICATOR_DATA = 4_096;
    private static final int MOST_SIGNATURE = 1_024;
    private static final int MOST_USER_HANDLE = 64;
    private static final int MOST_TRANSPORTS = 8;
    private static final Pattern TRANSPORT = Pattern.compile("[a-z][a-z-]{0,31}");

    private BrowserAnswer() {}

    /// What `navigator.credentials.create` answered.
    ///
    /// @param id the credential's id, base64url
    /// @param attachment `platform`, `cross-platform` or empty
    record Registered(
            String id, ClientData clientData, Bytes attestationObject, List<String> transports, String attachment) {}

    /// What `navigator.credentials.get` answered.
    ///
    /// @param id the credential's id, base64url
    record Asserted(
            String id,
            ClientData clientData,
            Bytes authenticatorData,
            Bytes signature,
            Optional<Bytes> userHandle,
            String attachment) {}

    /// What the browser says about the page that asked (`CollectedClientData`).
    ///
    /// @param json the text itself, over which the authenticator signed
    record ClientData(Bytes json, Bytes challenge, String origin) {}

    /// @throws BadAnswer when something is missing, too long or of another type
    static Registered registered(Document document) throws BadAnswer {
        Members credential = Members.of(document);
        Members response = credential.object("response");
        return new Registered(
                id(credential),
                clientData(response),
                response.bytes("attestationObject", MOST_ATTESTATION),
                transports(response),
                attachment(credential));
    }

    /// @throws BadAnswer when it is no JSON, or something is missing, too long or of another type
    static Asserted asserted(String text) throws BadAnswer {
        if (text.length() > MOST_TEXT) {
            throw new BadAnswer();
        }
        Members credential = Members.of(document(text.getBytes(UTF_8)));
        Members response = credential.object("response");
        return new Asserted(
                id(credential),
                clientData(response),
                response.bytes("authenticatorData", MOST_AUTHENTICATOR_DATA),
                response.bytes("signature", MOST_SIGNATURE),
                response.has("userHandle")
                        ? Optional.of(response.bytes("userHandle", MOST_USER_HANDLE))
                        : Optional.empty(),
                attachment(credential));
    }

    private static String id(Members credential) throws BadAnswer {
        CredentialId id = CredentialId.of(credential.text("id"));
        boolean agrees = !credential.has("rawId")
                || CredentialId.of(credential.text("rawId")).equals(id);
        if (!agrees || !credential.text("type").equals("public-key")) {
            throw new BadAnswer();
        }
        return id.text();
    }

    private static ClientData clientData(Members response) throws BadAnswer {
        Bytes json = response.bytes("clientDataJSON", MOST_CLIENT_DATA);
        Members data = Members.of(document(json.toArray()));
        return new ClientData(json, data.bytes("challenge", MOST_CLIENT_DATA), data.text("origin"));
    }

    /// Words nobody can do harm with; a browser may know more of them than we do.
    private static List<String> transports(Members response) throws BadAnswer {
        List<String> transports = new ArrayList<>();
        for (String word : response.texts("transports")) {
            if (!TRANSPORT.matcher(word).matches()) {
                throw new BadAnswer();
            }
            transports.add(word);
        }
        if (transports.size() > MOST_TRANSPORTS) {
            throw new BadAnswer();
        }
        return transports.stream().distinct().toList();
    }

    private static String attachment(Members credential) throws BadAnswer {
        String attachment = credential.has("authenticatorAttachment") ? credential.text("authenticatorAttachment") : "";
        return switch (attachment) {
            case "platform", "cross-platform" -> attachment;
            default -> "";
        };
    }

    private static Document document(byte[] json) throws BadAnswer {
        try {
            return DocumentJson.read(json);
        } catch (SerializationException notJson) {
            throw new BadAnswer();
        }
    }
}
