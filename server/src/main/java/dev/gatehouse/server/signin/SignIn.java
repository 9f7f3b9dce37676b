package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.limits.LockOut;
import dev.gatehouse.server.mfa.Mfa;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.sessions.Tracking;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.tokens.Issuer;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.triggers.Triggers;
import dev.gatehouse.server.users.OwnPasswords;
import dev.gatehouse.server.users.Passwords;
import dev.gatehouse.server.users.SignUpSessions;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.Users;
import java.time.InstantSource;

/// The parts of the room, wired.
///
/// @param begin the first step of each flow
/// @param answering the answers to challenges
/// @param sessionSetUp authenticator apps set up in a sign-in
/// @param refreshing new tokens for an old sign-in
/// @param signOut the ends of sign-ins
public record SignIn(
        Begin begin, Answering answering, SessionSetUp sessionSetUp, Refreshing refreshing, SignOut signOut) {

    /// What the room needs from the floors below.
    public record Rooms(
            Store store,
            Directory directory,
            Users users,
            Passwords passwords,
            OwnPasswords ownPasswords,
            Attempts attempts,
            LockOut lockOut,
            Limits limits,
            SignUpSessions signUpSessions,
            PasskeySignIn passkeys,
            Issuer issuer,
            SignedIn signedIn,
            RefreshTokens refreshTokens,
            Triggers triggers,
            Tracking tracking,
            Mfa mfa,
            Devices devices) {}

    /// Wires the room.
    ///
    /// @param chance where SRP keys and session ids come from
    public static SignIn of(Rooms rooms, Chance chance, InstantSource clock) {
        Admission admission = new Admission(
                rooms.store(),
                rooms.issuer(),
                rooms.refreshTokens(),
                rooms.devices(),
                rooms.triggers(),
                rooms.tracking(),
                chance,
                clock);
        Claimants claimants =
                new Claimants(rooms.users(), rooms.passwords(), rooms.lockOut(), rooms.devices(), rooms.store(), clock);
        OneAtATime oneAtATime = new OneAtATime();
        CodeLimit codeLimit = new CodeLimit(rooms.limits());
        DeviceChallenges deviceChallenges = new DeviceChallenges(rooms.attempts(), rooms.devices(), chance);
        Challenges challenges =
                new Challenges(rooms.attempts(), rooms.mfa().codes(), deviceChallenges, codeLimit, rooms.store());
        Refreshing refreshing = new Refreshing(
                rooms.directory(),
                rooms.store(),
                rooms.devices(),
                rooms.refreshTokens(),
                admission,
                rooms.tracking(),
                clock);
        Steps steps = new Steps(rooms.attempts(), challenges, admission);
        Waiting waiting = new Waiting(rooms.attempts(), claimants);
        Guesses guesses = new Guesses(claimants, rooms.attempts(), rooms.store(), clock);
        PasswordCheck passwords = new PasswordCheck(claimants, oneAtATime, steps);
        SrpStart srp = new SrpStart(claimants, challenges, chance);
        Offers offers = new Offers(claimants, rooms.passkeys());
        FirstChallenges firstChallenges = new FirstChallenges(
                rooms.attempts(), rooms.mfa().codes(), codeLimit, rooms.store(), offers, rooms.passkeys());
        FirstSteps firstSteps = new FirstSteps(firstChallenges, passwords, srp, guesses, steps);
        ChoiceAnswers choices = new ChoiceAnswers(rooms, claimants, offers, waiting, guesses, oneAtATime, firstSteps);
        PasskeyAnswers passkeys =
                new PasskeyAnswers(rooms, claimants, offers, waiting, guesses, oneAtATime, firstSteps);
        CustomLoop customLoop = new CustomLoop(rooms, claimants, challenges, codeLimit, steps, chance);
        CustomBegin customBegin = new CustomBegin(rooms, claimants, customLoop);
        Begin begin = new Begin(rooms, claimants, passwords, srp, choices, customBegin, refreshing);
        FactorAnswers factors = new FactorAnswers(rooms, claimants, waiting, guesses, oneAtATime, steps, clock);
        CustomAnswers customAnswers = new CustomAnswers(rooms, claimants, guesses, oneAtATime, customLoop, clock);
        DeviceAnswers devices =
                new DeviceAnswers(rooms, claimants, waiting, factors, guesses, oneAtATime, steps, clock);
        Answering answering = new Answering(
                rooms,
                claimants,
                waiting,
                factors,
                devices,
                customAnswers,
                choices,
                passkeys,
                oneAtATime,
                steps,
                clock);
        SessionSetUp sessionSetUp = new SessionSetUp(rooms, claimants, waiting);
        SignOut signOut = new SignOut(
                rooms.store(), rooms.directory(), rooms.users(), rooms.signedIn(), rooms.refreshTokens(), clock);
        return new SignIn(begin, answering, sessionSetUp, refreshing, signOut);
    }
}
