package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// `issuer: aws`: tokens carry the issuer text clients derive from the pool id.
class IssuerTest {
    @Test
    void tokensAndDiscoveryCarryTheOriginalsIssuer() throws ParseException {
        Gatehouse server = Gatehouse.shared("issuer: aws");
        TestPool pool = TestPool.create(server, settings -> {});
        String issuer = "https://cognito-idp.us-east-1.amazonaws.com/" + pool.id();
        AuthenticationResultType tokens = pool.client().signIn(pool.user());
        assertThat(Tokens.verified(pool, tokens.idToken())).containsEntry("iss", issuer);
        assertThat(Tokens.verified(pool, tokens.accessToken())).containsEntry("iss", issuer);
        Map<String, Object> document =
                Json.object(Http.get(server.url().resolve("/" + pool.id() + "/.well-known/openid-configuration"))
                        .body());
        assertThat(document).containsEntry("issuer", issuer);
        assertThat(server.anonymous()
                        .getUser(request -> request.accessToken(tokens.accessToken()))
                        .username())
                .isNotBlank();
    }
}
