package dev.gatehouse.server.passkeys;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.SignedIn;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// The parts of the room, wired.
public final class Passkeys {
    private final Registration registration;
    private final Credentials credentials;
    private final PasskeySignIn signIn;

    /// What the room needs from the floors below.
    public record Rooms(Store store, Sealer sealer, Chance chance, SignedIn signedIn) {}

    /// Wires the room.
    ///
    /// @param url how clients reach the server; its host is the relying party of pools that name none
    public Passkeys(Rooms rooms, URI url, InstantSource clock) {
        Optional<RelyingParty> standard = RelyingParty.ofServer(url);
        Owners owners = new Owners(rooms.signedIn());
        Ceremonies ceremonies = new Ceremonies();
        registration = new Registration(
                owners,
                rooms.store(),
                new RegistrationChallenges(rooms.sealer(), rooms.chance(), clock),
                ceremonies,
                standard,
                clock);
        credentials = new Credentials(owners, rooms.store(), rooms.sealer());
        signIn = new PasskeySignIn(rooms.store(), rooms.chance(), ceremonies, standard);
    }

    /// Signing in with a passkey.
    public PasskeySignIn signIn() {
        return signIn;
    }

    Registration registration() {
        return registration;
    }

    Credentials credentials() {
        return credentials;
    }
}
