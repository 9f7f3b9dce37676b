package dev.gatehouse.server.passkeys;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.DeleteWebAuthnCredentialRequest;
import dev.gatehouse.model.cognitoidp.DeleteWebAuthnCredentialResponse;
import dev.gatehouse.model.cognitoidp.ListWebAuthnCredentialsRequest;
import dev.gatehouse.model.cognitoidp.ListWebAuthnCredentialsResponse;
import dev.gatehouse.model.cognitoidp.WebAuthnCredentialDescription;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.PasskeyRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.PageTokens;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// ListWebAuthnCredentials and DeleteWebAuthnCredential. Both also serve where the pool no longer takes passkeys.
final class Credentials {
    private final Owners owners;
    private final Store store;
    private final PageTokens tokens;

    Credentials(Owners owners, Store store, Sealer sealer) {
        this.owners = owners;
        this.store = store;
        this.tokens = new PageTokens(sealer);
    }

    /// Oldest first.
    ListWebAuthnCredentialsResponse list(ListWebAuthnCredentialsRequest request, Call call) {
        SignedIn.Person person = owners.require(requireNonNull(request.accessToken()), call);
        User user = person.user();
        String listing = "ListWebAuthnCredentials/" + user.pool() + "/" + user.sub();
        String after = tokens.cursor(request.nextToken(), listing, "NextToken").orElse("");
        List<PasskeyRecord> rest = store.read(tx -> tx.passkeys().ofUser(user.pool(), user.sub())).stream()
                .filter(passkey -> position(passkey).compareTo(after) > 0)
                .toList();
        List<PasskeyRecord> page =
                rest.stream().limit(limit(request.maxResults())).toList();
        Optional<String> next = page.size() == rest.size() ? Optional.empty() : Optional.of(position(page.getLast()));
        return ListWebAuthnCredentialsResponse.builder()
                .credentials(page.stream().map(Credentials::description).toList())
                .nextToken(tokens.token(next, listing).orElse(null))
                .build();
    }

    DeleteWebAuthnCredentialResponse delete(DeleteWebAuthnCredentialRequest request, Call call) {
        User user = owners.require(requireNonNull(request.accessToken()), call).user();
        String id = canonical(requireNonNull(request.credentialId()));
        if (!store.write(tx -> tx.passkeys().delete(user.pool(), user.sub(), id))) {
            throw Refusals.noSuchPasskey();
        }
        return DeleteWebAuthnCredentialResponse.builder().build();
    }

    private static String canonical(String credentialId) {
        try {
            return CredentialId.of(credentialId).text();
        } catch (BadAnswer e) {
            throw Refusals.noSuchPasskey();
        }
    }

    /// Sorts as the listing does, also when the passkey is gone.
    private static String position(PasskeyRecord passkey) {
        return "%016x/%s".formatted(passkey.createdAt(), passkey.credentialId());
    }

    private static WebAuthnCredentialDescription description(PasskeyRecord passkey) {
        return WebAuthnCredentialDescription.builder()
                .credentialId(passkey.credentialId())
                .friendlyCredentialName(passkey.name())
                .relyingPartyId(passkey.rpId())
                .authenticatorAttachment(passkey.attachment().isEmpty() ? null : passkey.attachment())
                .authenticatorTransports(passkey.transports())
                .createdAt(Instant.ofEpochMilli(passkey.createdAt()))
                .build();
    }

    private static int limit(@Nullable Integer asked) {
        return asked == null || asked == 0 ? Registration.MOST : asked;
    }
}
