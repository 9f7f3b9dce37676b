package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Caller;
import java.util.Optional;

/// Whose an access key is.
@FunctionalInterface
public interface Credentials {

    /// Looks an access key up.
    ///
    /// @param accessKeyId the key id of a signature
    /// @param sessionToken the session token sent with it, if any
    Lookup find(String accessKeyId, Optional<String> sessionToken);

    /// What is known of an access key.
    sealed interface Lookup {
        /// A key in force. Its printed form hides the secret.
        ///
        /// @param secretAccessKey what its signatures are made with
        /// @param caller whom a right signature proves
        record Known(String secretAccessKey, Caller caller) implements Lookup {
            @Override
            public String toString() {
                return "Known[caller=" + caller + "]";
            }
        }

        /// Nobody's key, or a session token that does not belong to it.
        record Unknown() implements Lookup {}

        /// A key whose session is over.
        record Expired() implements Lookup {}
    }

    /// The account's own key and nothing else; it never comes with a session token.
    static Credentials rootOnly(String accountId, String accessKeyId, String secretAccessKey) {
        Lookup root = new Lookup.Known(secretAccessKey, new Caller.Root(accountId, accessKeyId));
        return (id, token) -> id.equals(accessKeyId) && token.isEmpty() ? root : new Lookup.Unknown();
    }
}
