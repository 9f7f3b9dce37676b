package dev.gatehouse.server.mfa;

import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.Users;
import java.time.InstantSource;

/// The parts of the room, wired. Sign-in uses those that are public.
public final class Mfa {
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final AppCodes appCodes;
    private final Directory directory;
    private final SignedIn signedIn;
    private final FactorCodes codes;
    private final SetUp setUp;
    private final Preferences preferences;
    private final AuthFactors authFactors;

    /// What the room needs from the floors below.
    public record Rooms(
            Store store,
            Sealer sealer,
            Chance chance,
            Messages messages,
            Directory directory,
            Users users,
            SignedIn signedIn,
            PasskeyHolders passkeys) {}

    /// Wires the room.
    public Mfa(Rooms rooms, InstantSource clock) {
        Administered administered = new Administered(rooms.directory(), rooms.users());
        authenticators = new Authenticators(rooms.store(), rooms.sealer(), rooms.chance(), clock);
        recoveryCodes = new RecoveryCodes(rooms.store(), rooms.users(), rooms.chance());
        appCodes = new AppCodes(authenticators, recoveryCodes);
        directory = rooms.directory();
        signedIn = rooms.signedIn();
        codes = new FactorCodes(rooms.chance(), rooms.messages());
        setUp = new SetUp(administered, rooms.signedIn(), rooms.store(), rooms.users(), authenticators);
        preferences = new Preferences(administered, rooms.signedIn(), rooms.users(), rooms.passkeys(), clock);
        authFactors = new AuthFactors(administered, rooms.signedIn(), rooms.passkeys());
    }

    /// Codes of authenticator apps.
    public Authenticators authenticators() {
        return authenticators;
    }

    /// The answers to SOFTWARE_TOKEN_MFA.
    public AppCodes appCodes() {
        return appCodes;
    }

    RecoveryCodes recoveryCodes() {
        return recoveryCodes;
    }

    Directory directory() {
        return directory;
    }

    SignedIn signedIn() {
        return signedIn;
    }

    /// Codes that are sent.
    public FactorCodes codes() {
        return codes;
    }

    /// Setting up with an access token.
    public SetUp setUp() {
        return setUp;
    }

    Preferences preferences() {
        return preferences;
    }

    AuthFactors authFactors() {
        return authFactors;
    }
}
