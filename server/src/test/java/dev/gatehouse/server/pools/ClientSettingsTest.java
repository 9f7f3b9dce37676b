package dev.gatehouse.server.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.ClientSSOSessionConfigType;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {
    private static final String DEFAULTS = """
            'ClientName':'web','RefreshTokenValidity':30,'TokenValidityUnits':{},'AllowedOAuthFlowsUserPoolClient':false,
            'EnableTokenRevocation':true,'EnablePropagateAdditionalUserContextData':false,'AuthSessionValidity':3
            """;

    @Test
    void defaults() {
        assertThat(created("'ClientName':'web'")).isEqualTo(client(DEFAULTS));
    }

    @Test
    void anUpdateResetsEverythingButTheName() {
        UserPoolClientType before = created("""
                'ClientName':'web','RefreshTokenValidity':5,'AccessTokenValidity':2,'ReadAttributes':['email'],
                'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH'],'CallbackURLs':['https://a.example'],'EnableTokenRevocation':false,
                'PreventUserExistenceErrors':'ENABLED','AuthSessionValidity':15,'RefreshTokenRotation':{'Feature':'ENABLED'}
                """);

        assertThat(ClientSettings.updated(before, update(""))).isEqualTo(client(DEFAULTS));
        assertThat(ClientSettings.updated(before, update("'ClientName':'app'")).clientName())
                .isEqualTo("app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'RefreshTokenValidity':0 | 30 | 3600 | 3600 | 2592000
                    'RefreshTokenValidity':0,'TokenValidityUnits':{'RefreshToken':'hours'} | 720 | 3600 | 3600 | 2592000
                    'TokenValidityUnits':{'RefreshToken':'minutes'} | 43200 | 3600 | 3600 | 2592000
                    'AccessTokenValidity':2,'IdTokenValidity':3 | 30 | 7200 | 10800 | 2592000
                    'AccessTokenValidity':300,'IdTokenValidity':5,'RefreshTokenValidity':1,'TokenValidityUnits':{'AccessToken':'seconds','IdToken':'minutes','RefreshToken':'hours'} | 1 | 300 | 300 | 3600
                    'AccessTokenValidity':1,'IdTokenValidity':1,'RefreshTokenValidity':1,'TokenValidityUnits':{'AccessToken':'days','IdToken':'days','RefreshToken':'days'} | 1 | 86400 | 86400 | 86400
                    'RefreshTokenValidity':3650 | 3650 | 3600 | 3600 | 315360000
                    """)
    void validity(String members, int shown, long access, long id, long refresh) {
        UserPoolClientType client = created(members);

        Validity.check(client);
        assertThat(client.refreshTokenValidity()).isEqualTo(shown);
        assertThat(Validity.accessToken(client).toSeconds()).isEqualTo(access);
        assertThat(Validity.idToken(client).toSeconds()).isEqualTo(id);
        assertThat(Validity.refreshToken(client).toSeconds()).isEqualTo(refresh);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'AccessTokenValidity':299,'TokenValidityUnits':{'AccessToken':'seconds'}
                    'AccessTokenValidity':25
                    'IdTokenValidity':4,'TokenValidityUnits':{'IdToken':'minutes'}
                    'IdTokenValidity':86400
                    'RefreshTokenValidity':59,'TokenValidityUnits':{'RefreshToken':'minutes'}
                    'RefreshTokenValidity':3651
                    'RefreshTokenValidity':315360000
                    'RefreshTokenValidity':1,'AccessTokenValidity':2,'TokenValidityUnits':{'RefreshToken':'hours'}
                    'RefreshTokenValidity':1,'IdTokenValidity':2,'TokenValidityUnits':{'RefreshToken':'hours'}
                    """)
    void impossibleValidity(String members) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> Validity.check(created(members)));

        assertThat(refusal.code() + ": " + refusal.text())
                .isEqualTo("InvalidParameterException: Invalid range for token validity.");
    }

    /// The names given, whether refresh tokens rotate, and the flows that are on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    | false | ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_SRP_AUTH
                    | true | ALLOW_CUSTOM_AUTH ALLOW_USER_SRP_AUTH
                    ALLOW_USER_AUTH | false | ALLOW_USER_AUTH
                    ALLOW_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH | false | ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_PASSWORD_AUTH
                    ALLOW_ADMIN_USER_PASSWORD_AUTH | true | ALLOW_ADMIN_USER_PASSWORD_AUTH
                    ADMIN_NO_SRP_AUTH | false | ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_SRP_AUTH
                    USER_PASSWORD_AUTH | false | ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_USER_SRP_AUTH
                    USER_PASSWORD_AUTH | true | ALLOW_CUSTOM_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_USER_SRP_AUTH
                    CUSTOM_AUTH_FLOW_ONLY | false | ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH
                    CUSTOM_AUTH_FLOW_ONLY USER_PASSWORD_AUTH | false | ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH
                    """)
    void flows(String names, boolean rotates, String on) {
        List<ExplicitAuthFlowsType> given = flows(names);
        AuthFlows.check(given, rotates);

        assertThat(AuthFlows.on(given, rotates).stream()
                        .map(ExplicitAuthFlowsType::value)
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN_NO_SRP_AUTH ALLOW_USER_SRP_AUTH, false",
        "ALLOW_REFRESH_TOKEN_AUTH CUSTOM_AUTH_FLOW_ONLY, false",
        "ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH, true"
    })
    void impossibleFlows(String names, boolean rotates) {
        assertThat(catchThrowableOfType(ServiceException.class, () -> AuthFlows.check(flows(names), rotates))
                        .code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void storedSettingsComeBackEqual() {
        UserPoolClientType client =
                created("'ClientName':'web','CallbackURLs':[],'TokenValidityUnits':{'IdToken':'days'}");

        ClientSSOSessionConfigType sso = new ClientSSOSessionConfigType(5);
        ClientDocument stored = ClientDocument.read(ClientDocument.write(client, sso));
        assertThat(stored.settings()).isEqualTo(client);
        assertThat(stored.ssoSession()).isEqualTo(sso);
    }

    private static List<ExplicitAuthFlowsType> flows(String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" "))
                        .map(ExplicitAuthFlowsType::valueOf)
                        .toList();
    }

    private static UserPoolClientType created(String members) {
        return ClientSettings.created(
                ShapeJson.read(CreateUserPoolClientRequest.CODEC, Platform.bytes("{" + members + "}")));
    }

    private static UpdateUserPoolClientRequest update(String members) {
        return ShapeJson.read(UpdateUserPoolClientRequest.CODEC, Platform.bytes("{" + members + "}"));
    }

    private static UserPoolClientType client(String members) {
        return ShapeJson.read(UserPoolClientType.CODEC, Platform.bytes("{" + members + "}"));
    }
}
