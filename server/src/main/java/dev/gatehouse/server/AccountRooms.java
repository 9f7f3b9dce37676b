package dev.gatehouse.server;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.config.SettingsException;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.IamOperations;
import dev.gatehouse.server.iam.ManagedByAws;
import dev.gatehouse.server.sts.StsOperations;
import dev.gatehouse.server.wire.Authorizer;
import dev.gatehouse.server.wire.Credentials;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The rooms of the account, wired: who has keys, what they may do, and temporary credentials.
///
/// @param operations of IAM and STS
/// @param credentials proves callers
/// @param authorizer decides what they may do
record AccountRooms(Operations.Table operations, Credentials credentials, Authorizer authorizer) {

    /// @param root the account's own key
    /// @param policies a folder with more managed policies
    /// @param tags where the tags of resources are found
    static AccountRooms wire(
            Ground ground,
            KeyRing.RootKey root,
            Optional<Path> policies,
            OperationAccess.Tags tags,
            InstantSource clock) {
        Arns arns = new Arns(root.account());
        ManagedByAws managed = managed(policies);
        SessionTokens tokens = new SessionTokens(ground.sealer(), ground.chance());
        Access.Room room = Access.of(ground.store(), ground.sealer(), tokens, root, managed, clock);
        Operations.Table operations = Operations.table()
                .with(StsOperations.table(ground.store(), room.access(), tokens, arns, clock))
                .with(IamOperations.table(ground.store(), ground.sealer(), ground.chance(), clock, arns, managed));
        return new AccountRooms(
                operations, credentials(room.keys()), authorizer(new OperationAccess(room.access(), tags)));
    }

    /// @throws SettingsException when the operator's folder cannot be read or holds what is no policy
    static ManagedByAws managed(Optional<Path> policies) {
        try {
            return ManagedByAws.load(policies);
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new SettingsException("iam.managedPolicies: " + unusable.getMessage());
        }
    }

    private static Credentials credentials(KeyRing keys) {
        return (id, token) -> switch (keys.find(id, token)) {
            case KeyRing.Found.Good(var secret, var caller) -> new Credentials.Lookup.Known(secret.reveal(), caller);
            case KeyRing.Found.Unknown _ -> new Credentials.Lookup.Unknown();
            case KeyRing.Found.Expired _ -> new Credentials.Lookup.Expired();
        };
    }

    private static Authorizer authorizer(OperationAccess access) {
        return (operation, request, call) -> switch (call.caller()) {
            case Caller.Known known ->
                access.refusal(operation, request, known, call)
                        .<Authorizer.Decision>map(Authorizer.Decision.Deny::new)
                        .orElseGet(Authorizer.Decision.Allow::new);
            case Caller.Anonymous _ ->
                new Authorizer.Decision.Deny("User: anonymous is not authorized to perform: " + operation.action());
        };
    }
}
