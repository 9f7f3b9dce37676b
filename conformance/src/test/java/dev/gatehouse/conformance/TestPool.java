package dev.gatehouse.conformance;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// A pool made for one test class, and the people and clients in it.
///
/// @param server where it lives
/// @param id the pool id
record TestPool(Gatehouse server, String id) {

    /// A pool with default settings on the shared server.
    static TestPool create() {
        return create(settings -> {});
    }

    /// A pool on the shared server that confirms mail addresses by code.
    static TestPool verifyingEmail() {
        return create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    }

    /// A pool on the shared server.
    static TestPool create(Consumer<CreateUserPoolRequest.Builder> settings) {
        return create(Gatehouse.shared(), settings);
    }

    /// A pool on a server.
    static TestPool create(Gatehouse server, Consumer<CreateUserPoolRequest.Builder> settings) {
        CreateUserPoolRequest.Builder request = CreateUserPoolRequest.builder().poolName(Names.unique("pool"));
        settings.accept(request);
        return new TestPool(
                server,
                server.admin().createUserPool(request.build()).userPool().id());
    }

    CognitoIdentityProviderClient admin() {
        return server.admin();
    }

    CognitoIdentityProviderClient anonymous() {
        return server.anonymous();
    }

    /// A client without a secret that allows every password flow and refresh.
    TestClient client() {
        return client(settings -> {});
    }

    /// The same with further settings.
    TestClient client(Consumer<CreateUserPoolClientRequest.Builder> settings) {
        CreateUserPoolClientRequest.Builder request = CreateUserPoolClientRequest.builder()
                .userPoolId(id)
                .clientName("app")
                .explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                        ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
        settings.accept(request);
        UserPoolClientType made = admin().createUserPoolClient(request.build()).userPoolClient();
        return new TestClient(this, made.clientId(), made.clientSecret());
    }

    /// A confirmed user with the usual password.
    String user() {
        return user(Names.unique("user"), Map.of());
    }

    /// A confirmed user with the usual password and attributes.
    ///
    /// @return the name given
    String user(String name, Map<String, String> attributes) {
        admin().adminCreateUser(request -> request.userPoolId(id)
                .username(name)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(attributes(attributes)));
        admin().adminSetUserPassword(request ->
                request.userPoolId(id).username(name).password(Names.PASSWORD).permanent(true));
        return name;
    }

    /// A group whose members have a role.
    void group(String name, int precedence, TestRole role) {
        admin().createGroup(request ->
                request.userPoolId(id).groupName(name).precedence(precedence).roleArn(role.arn()));
    }

    /// Puts a user into groups.
    void join(String name, String... groups) {
        for (String group : groups) {
            admin().adminAddUserToGroup(
                            request -> request.userPoolId(id).username(name).groupName(group));
        }
    }

    /// A user made by an administrator who has not chosen a password yet; the temporary one is the usual password.
    UserType invited(String name, Map<String, String> attributes) {
        return admin().adminCreateUser(request -> request.userPoolId(id)
                        .username(name)
                        .temporaryPassword(Names.PASSWORD)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(attributes(attributes)))
                .user();
    }

    /// A user's attributes as an administrator sees them.
    Map<String, String> attributesOf(String name) {
        return values(admin().adminGetUser(request -> request.userPoolId(id).username(name))
                .userAttributes());
    }

    /// A user's status as an administrator sees it.
    String statusOf(String name) {
        return admin().adminGetUser(request -> request.userPoolId(id).username(name))
                .userStatusAsString();
    }

    /// A user's `sub`.
    String subOf(String name) {
        return attributesOf(name).get("sub");
    }

    /// Attributes in the form requests carry them.
    static AttributeType[] attributes(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> AttributeType.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toArray(AttributeType[]::new);
    }

    /// Attributes by name.
    static Map<String, String> values(Iterable<AttributeType> attributes) {
        Map<String, String> values = new TreeMap<>();
        attributes.forEach(attribute -> values.put(attribute.name(), attribute.value()));
        return values;
    }
}
