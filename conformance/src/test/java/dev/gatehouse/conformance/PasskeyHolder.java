package dev.gatehouse.conformance;

import dev.gatehouse.authenticator.Algorithm;
import dev.gatehouse.authenticator.SoftAuthenticator;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/// A user's software authenticator: registers by the SDK and signs what WEB_AUTHN asks.
final class PasskeyHolder {
    static final String RP = "shop.example";
    static final String ORIGIN = "https://www.shop.example";

    private final SoftAuthenticator authenticator = SoftAuthenticator.on(ORIGIN, RP, Algorithm.ES256);

    /// Registers a passkey for the holder of an access token.
    static PasskeyHolder registered(TestPool pool, String accessToken) throws ParseException {
        PasskeyHolder holder = new PasskeyHolder();
        Map<String, Document> options = pool.anonymous()
                .startWebAuthnRegistration(request -> request.accessToken(accessToken))
                .credentialCreationOptions()
                .asMap();
        Document credential = document(Json.object(holder.authenticator.register(
                options.get("challenge").asString(),
                options.get("user").asMap().get("id").asString())));
        pool.anonymous()
                .completeWebAuthnRegistration(
                        request -> request.accessToken(accessToken).credential(credential));
        return holder;
    }

    /// The authenticator verifies its holder from now on, or does not.
    void verifies(boolean does) {
        var _ = authenticator.verifies(does);
    }

    /// `CREDENTIAL` for the parameters of WEB_AUTHN.
    String sign(Map<String, String> challengeParameters) throws ParseException {
        return authenticator.signIn(Json.object(challengeParameters.get("CREDENTIAL_REQUEST_OPTIONS"))
                .get("challenge")
                .toString());
    }

    /// JSON as the SDK's free documents.
    static Document document(Object json) {
        return switch (json) {
            case Map<?, ?> map -> {
                Document.MapBuilder members = Document.mapBuilder();
                map.forEach((name, member) -> members.putDocument(name.toString(), document(member)));
                yield members.build();
            }
            case List<?> list -> {
                Document.ListBuilder elements = Document.listBuilder();
                list.forEach(element -> elements.addDocument(document(element)));
                yield elements.build();
            }
            case Boolean truth -> Document.fromBoolean(truth);
            case Number number -> Document.fromNumber(number.toString());
            default -> Document.fromString(json.toString());
        };
    }
}
