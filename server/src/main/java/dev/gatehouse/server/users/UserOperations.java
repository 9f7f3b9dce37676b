package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.triggers.Triggers;
import java.time.InstantSource;

/// The table of operations on people.
public final class UserOperations {
    private UserOperations() {}

    /// What the operations are carried out with.
    ///
    /// @param store where users are kept
    /// @param sealer seals page tokens
    /// @param chance makes codes and subs
    /// @param clock tells the time
    /// @param directory pools and clients
    /// @param users finds and changes users
    /// @param passwords checks and makes passwords
    /// @param signedIn turns access tokens into people
    /// @param messages makes and sends messages
    /// @param triggers the pools' functions
    /// @param limits counts tries
    /// @param signUpSessions lead from a sign-up to the first sign-in
    public record Parts(
            Store store,
            Sealer sealer,
            Chance chance,
            InstantSource clock,
            Directory directory,
            Users users,
            Passwords passwords,
            SignedIn signedIn,
            Messages messages,
            Triggers triggers,
            Limits limits,
            SignUpSessions signUpSessions) {}

    /// Operation to method.
    public static Operations.Table table(Parts parts) {
        Gate gate = new Gate(parts.directory(), parts.users());
        Codes codes = new Codes(parts.chance());
        CodeMail mail = new CodeMail(codes, parts.messages());
        return registration(parts, gate, codes, mail)
                .with(passwords(parts, gate, codes, mail))
                .with(attributes(parts, gate, codes, mail))
                .with(accounts(parts, gate));
    }

    private static Operations.Table registration(Parts p, Gate gate, Codes codes, CodeMail mail) {
        SignUps signUps = new SignUps(
                gate, p.store(), p.passwords(), mail, p.triggers(), p.signUpSessions(), p.chance(), p.clock());
        Confirmations confirmations = new Confirmations(
                gate,
                p.store(),
                p.users(),
                codes,
                mail,
                new LimitedMail(p.store(), mail, p.limits()),
                p.triggers(),
                p.limits(),
                p.signUpSessions(),
                p.clock());
        Invitations invitations = new Invitations(
                gate, p.store(), p.users(), p.passwords(), p.messages(), mail, p.triggers(), p.chance(), p.clock());
        return Operations.table()
                .on(CognitoIdp.SIGN_UP, signUps::signUp)
                .on(CognitoIdp.CONFIRM_SIGN_UP, confirmations::confirmSignUp)
                .on(CognitoIdp.RESEND_CONFIRMATION_CODE, confirmations::resend)
                .on(CognitoIdp.ADMIN_CONFIRM_SIGN_UP, confirmations::adminConfirmSignUp)
                .on(CognitoIdp.ADMIN_CREATE_USER, invitations::adminCreateUser);
    }

    private static Operations.Table passwords(Parts p, Gate gate, Codes codes, CodeMail mail) {
        Recovery recovery = new Recovery(
                gate,
                p.store(),
                p.users(),
                mail,
                new LimitedMail(p.store(), mail, p.limits()),
                p.triggers(),
                p.clock());
        NewPasswords passwords = new NewPasswords(
                gate, p.signedIn(), p.store(), p.users(), p.passwords(), codes, p.triggers(), p.limits(), p.clock());
        return Operations.table()
                .on(CognitoIdp.FORGOT_PASSWORD, recovery::forgotPassword)
                .on(CognitoIdp.ADMIN_RESET_USER_PASSWORD, recovery::adminResetUserPassword)
                .on(CognitoIdp.CONFIRM_FORGOT_PASSWORD, passwords::confirmForgotPassword)
                .on(CognitoIdp.CHANGE_PASSWORD, passwords::changePassword)
                .on(CognitoIdp.ADMIN_SET_USER_PASSWORD, passwords::adminSetUserPassword);
    }

    private static Operations.Table attributes(Parts p, Gate gate, Codes codes, CodeMail mail) {
        AttributeChanges changes = new AttributeChanges(p.store(), p.users(), mail, p.clock());
        Profiles profiles = new Profiles(gate, p.signedIn(), changes, mail);
        AttributeCodes verification =
                new AttributeCodes(p.signedIn(), p.store(), p.users(), codes, mail, p.limits(), p.clock());
        return Operations.table()
                .on(CognitoIdp.GET_USER, profiles::getUser)
                .on(CognitoIdp.ADMIN_GET_USER, profiles::adminGetUser)
                .on(CognitoIdp.UPDATE_USER_ATTRIBUTES, profiles::update)
                .on(CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES, profiles::adminUpdate)
                .on(CognitoIdp.DELETE_USER_ATTRIBUTES, profiles::delete)
                .on(CognitoIdp.ADMIN_DELETE_USER_ATTRIBUTES, profiles::adminDelete)
                .on(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, verification::send)
                .on(CognitoIdp.VERIFY_USER_ATTRIBUTE, verification::verify);
    }

    private static Operations.Table accounts(Parts p, Gate gate) {
        PageTokens tokens = new PageTokens(p.sealer());
        Accounts accounts = new Accounts(gate, p.signedIn(), p.store(), p.users(), p.clock());
        Memberships memberships = new Memberships(gate, p.store(), tokens);
        ProviderLinks links = new ProviderLinks(gate, p.store(), p.users(), p.clock());
        Listings listings = new Listings(gate, p.store(), tokens);
        return Operations.table()
                .on(CognitoIdp.ADMIN_ENABLE_USER, accounts::enable)
                .on(CognitoIdp.ADMIN_DISABLE_USER, accounts::disable)
                .on(CognitoIdp.ADMIN_DELETE_USER, accounts::adminDelete)
                .on(CognitoIdp.DELETE_USER, accounts::delete)
                .on(CognitoIdp.ADMIN_LINK_PROVIDER_FOR_USER, links::link)
                .on(CognitoIdp.ADMIN_DISABLE_PROVIDER_FOR_USER, links::disable)
                .on(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, memberships::add)
                .on(CognitoIdp.ADMIN_REMOVE_USER_FROM_GROUP, memberships::remove)
                .on(CognitoIdp.ADMIN_LIST_GROUPS_FOR_USER, memberships::groups)
                .on(CognitoIdp.LIST_USERS_IN_GROUP, memberships::members)
                .on(CognitoIdp.LIST_USERS, listings::listUsers);
    }
}
