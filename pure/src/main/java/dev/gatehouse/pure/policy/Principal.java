package dev.gatehouse.pure.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One entry of a Principal or NotPrincipal element.
sealed interface Principal {

    /// How close an entry of a resource policy's Allow came to the requester; decides which other policies
    /// still limit what it grants. From weakest to strongest.
    enum Standing {
        /// Somebody else.
        NONE,
        /// By account: the identity policies must grant too.
        ACCOUNT,
        /// By the role of a session: stands for the identity policies.
        ROLE,
        /// By the user behind a federated user: only session policies limit it.
        BEHIND_SESSION,
        /// By name, or everyone: nothing limits it but a Deny.
        DIRECT
    }

    /// `"*"`, which takes in whoever asks, or `{"AWS": "*"}`, which takes in neither federated identities
    /// nor services.
    record Everyone(boolean alsoOutsiders) implements Principal {}

    /// An account.
    record Account(String id) implements Principal {}

    /// A user or a role by unique id.
    record Unique(String id) implements Principal {}

    /// One session of a role.
    record Session(String roleId, String name) implements Principal {}

    /// A session of GetFederationToken, which has no unique id.
    record FederatedUser(String account, String name) implements Principal {}

    /// A user, role or session whose name was not replaced by a unique id: nobody.
    record Unresolved(String arn) implements Principal {}

    /// An identity provider.
    record Provider(String name) implements Principal {}

    /// An AWS service.
    record Service(String name) implements Principal {}

    /// An Amazon S3 canonical user: nobody here.
    record Canonical(String id) implements Principal {}

    Pattern ACCOUNT = Pattern.compile("(?:arn:aws(?:-[a-z]+)*:iam::)?(\\d{12})(:root)?");
    Pattern UNIQUE = Pattern.compile("(A(?:IDA|ROA)[A-Z0-9]{12,124})(?::([\\w+=,.@-]{2,64}))?");
    Pattern FEDERATED = Pattern.compile("arn:aws(?:-[a-z]+)*:sts::(\\d{12}):federated-user/([\\w+=,.@-]{2,32})");
    Pattern NAMED = Pattern.compile("arn:aws(?:-[a-z]+)*:(?:iam::\\d{12}:(?:user|role)/[!-~&&[^*?]]{1,600}"
            + "|sts::\\d{12}:assumed-role/[\\w+=,.@-]{1,64}/[\\w+=,.@-]{2,64})");
    Pattern PROVIDER = Pattern.compile("[!-~&&[^*?\"]]{1,512}");

    /// Reads an entry of `"AWS"`.
    ///
    /// @throws Malformed in IAM's words
    static Principal aws(String text, String place) throws Malformed {
        if (text.equals("*")) {
            return new Everyone(false);
        }
        Matcher account = ACCOUNT.matcher(text);
        if (account.matches() && text.startsWith("arn:") == (account.group(2) != null)) {
            return new Account(account.group(1));
        }
        Matcher unique = UNIQUE.matcher(text);
        if (unique.matches()) {
            return unique.group(2) == null
                    ? new Unique(unique.group(1))
                    : new Session(unique.group(1), unique.group(2));
        }
        Matcher federated = FEDERATED.matcher(text);
        if (federated.matches()) {
            return new FederatedUser(federated.group(1), federated.group(2));
        }
        if (NAMED.matcher(text).matches()) {
            return new Unresolved(text);
        }
        throw invalid("AWS", text, place);
    }

    static Malformed invalid(String type, String text, String place) {
        return new Malformed("Invalid principal in policy: \"" + type + "\":\"" + text + "\"", place);
    }

    /// How this entry stands to one who asks.
    default Standing standing(Requester requester) {
        return switch (this) {
            case Everyone(boolean alsoOutsiders) ->
                alsoOutsiders || !(requester instanceof Requester.Federated || requester instanceof Requester.Service)
                        ? Standing.DIRECT
                        : Standing.NONE;
            case Account(String id) -> id.equals(account(requester)) ? Standing.ACCOUNT : Standing.NONE;
            case Unique(String id) -> byUniqueId(id, requester);
            case Session(String roleId, String name) ->
                direct(requester instanceof Requester.RoleSession(var _, String role, String session)
                        && role.equals(roleId)
                        && session.equals(name));
            case FederatedUser(String account, String name) ->
                direct(requester instanceof Requester.FederatedUser(String its, var _, String known)
                        && its.equals(account)
                        && known.equals(name));
            case Provider(String name) ->
                direct(requester instanceof Requester.Federated(String provider) && provider.equals(name));
            case Service(String name) ->
                direct(requester instanceof Requester.Service(String service) && service.equals(name));
            case Unresolved _, Canonical _ -> Standing.NONE;
        };
    }

    private static Standing byUniqueId(String id, Requester requester) {
        return switch (requester) {
            case Requester.User(var _, String user) -> direct(user.equals(id));
            case Requester.RoleSession(var _, String role, var _) -> role.equals(id) ? Standing.ROLE : Standing.NONE;
            case Requester.FederatedUser(var _, String user, var _) ->
                user.equals(id) ? Standing.BEHIND_SESSION : Standing.NONE;
            case Requester.Root _, Requester.Federated _, Requester.Service _, Requester.Anonymous _ -> Standing.NONE;
        };
    }

    private static Standing direct(boolean holds) {
        return holds ? Standing.DIRECT : Standing.NONE;
    }

    private static String account(Requester requester) {
        return switch (requester) {
            case Requester.Root(String account) -> account;
            case Requester.User(String account, var _) -> account;
            case Requester.RoleSession(String account, var _, var _) -> account;
            case Requester.FederatedUser(String account, var _, var _) -> account;
            case Requester.Federated _, Requester.Service _, Requester.Anonymous _ -> "";
        };
    }
}
