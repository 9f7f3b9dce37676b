package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminDeleteUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteUserAttributesResponse;
import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserResponse;
import dev.gatehouse.model.cognitoidp.AdminUpdateUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateUserAttributesResponse;
import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.DeleteUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserAttributesResponse;
import dev.gatehouse.model.cognitoidp.GetUserRequest;
import dev.gatehouse.model.cognitoidp.GetUserResponse;
import dev.gatehouse.model.cognitoidp.UpdateUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserAttributesResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.messages.Message;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GetUser, UpdateUserAttributes, DeleteUserAttributes and their Admin forms.
final class Profiles {
    private final Gate gate;
    private final SignedIn signedIn;
    private final AttributeChanges changes;
    private final CodeMail mail;

    Profiles(Gate gate, SignedIn signedIn, AttributeChanges changes, CodeMail mail) {
        this.gate = gate;
        this.signedIn = signedIn;
        this.changes = changes;
        this.mail = mail;
    }

    /// GetUser: the attributes the client may read, always with `sub`.
    GetUserResponse getUser(GetUserRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        Client client = person.client();
        return GetUserResponse.builder()
                .username(person.user().username())
                .userAttributes(
                        Attributes.list(person.user(), name -> name.equals(Attributes.SUB) || client.mayRead(name)))
                .userMFASettingList(FactorTypes.list(person.user()))
                .preferredMfaSetting(FactorTypes.preferred(person.user()))
                .mfaOptions(FactorTypes.options(person.user()))
                .build();
    }

    /// AdminGetUser: every attribute.
    AdminGetUserResponse adminGetUser(AdminGetUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        return AdminGetUserResponse.builder()
                .username(user.username())
                .userAttributes(Attributes.list(user, name -> true))
                .userMFASettingList(FactorTypes.list(user))
                .preferredMfaSetting(FactorTypes.preferred(user))
                .mfaOptions(FactorTypes.options(user))
                .userCreateDate(Instant.ofEpochMilli(user.record().createdAt()))
                .userLastModifiedDate(Instant.ofEpochMilli(user.record().modifiedAt()))
                .enabled(user.enabled())
                .userStatus(user.status())
                .build();
    }

    /// UpdateUserAttributes.
    UpdateUserAttributesResponse update(UpdateUserAttributesRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        Map<String, String> change = Attributes.map(person.pool(), request.userAttributes());
        requireWritable(person.client(), change.keySet());
        person.pool().schema().check(change, Schema.Mode.UPDATE);
        List<CodeMail.Prepared> codes = changes.apply(
                person.pool(),
                person.user(),
                change,
                Optional.of(person.client().id()));
        codes.forEach(code -> mail.send(code.message()));
        List<CodeDeliveryDetailsType> details =
                codes.stream().map(CodeMail.Prepared::details).toList();
        return UpdateUserAttributesResponse.builder()
                .codeDeliveryDetailsList(details)
                .build();
    }

    /// AdminUpdateUserAttributes: may set the verified flags, and with them moves an alias from another user.
    AdminUpdateUserAttributesResponse adminUpdate(AdminUpdateUserAttributesRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        Map<String, String> change = Attributes.map(pool, request.userAttributes());
        pool.schema().check(change, Schema.Mode.UPDATE);
        changes.applyByAdministrator(pool, user, change).stream()
                .map(CodeMail.Prepared::message)
                .forEach((Message message) -> mail.sendForAdministrator(message));
        return AdminUpdateUserAttributesResponse.builder().build();
    }

    /// DeleteUserAttributes.
    DeleteUserAttributesResponse delete(DeleteUserAttributesRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        Map<String, String> change = removal(Given.of(request.userAttributeNames()));
        requireWritable(person.client(), change.keySet());
        person.pool().schema().check(change, Schema.Mode.UPDATE);
        changes.remove(person.pool(), person.user(), change);
        return DeleteUserAttributesResponse.builder().build();
    }

    /// AdminDeleteUserAttributes.
    AdminDeleteUserAttributesResponse adminDelete(AdminDeleteUserAttributesRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        Map<String, String> change = removal(Given.of(request.userAttributeNames()));
        pool.schema().check(change, Schema.Mode.UPDATE);
        changes.remove(pool, user, change);
        return AdminDeleteUserAttributesResponse.builder().build();
    }

    private static void requireWritable(Client client, Iterable<String> names) {
        Attributes.refuseReserved(names);
        for (String name : names) {
            if (!client.mayWrite(name)) {
                throw Refusals.mayNotWrite();
            }
        }
    }

    private static Map<String, String> removal(List<String> names) {
        Map<String, String> change = new LinkedHashMap<>();
        names.forEach(name -> change.put(name, ""));
        return change;
    }
}
