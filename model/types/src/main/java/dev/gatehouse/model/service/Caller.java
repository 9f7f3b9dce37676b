package dev.gatehouse.model.service;

import java.util.Optional;

/// Who calls. Proven by the front door before an operation runs; rooms never see an unproven caller.
public sealed interface Caller {

    /// Nobody in particular: the operation is unsigned and checks the tokens or codes in its request itself.
    record Anonymous() implements Caller {}

    /// Somebody with an access key.
    sealed interface Known extends Caller {
        /// The 12 digits of the account.
        String account();

        /// The key the request was signed with.
        String accessKeyId();

        /// The ARN that answers and refusals name.
        String arn();

        /// The id that GetCallerIdentity names.
        String userId();

        /// What temporary credentials carry; empty for a long-lived key.
        Optional<Session> temporary();
    }

    /// The account's own key: may do everything.
    ///
    /// @param accountId the 12 digits of the account
    /// @param accessKeyId the key the request was signed with
    record Root(String accountId, String accessKeyId) implements Known {
        @Override
        public String account() {
            return accountId;
        }

        @Override
        public String arn() {
            return "arn:aws:iam::" + accountId + ":root";
        }

        @Override
        public String userId() {
            return accountId;
        }

        @Override
        public Optional<Session> temporary() {
            return Optional.empty();
        }
    }

    /// An IAM user, by a key of their own or by credentials of GetSessionToken.
    ///
    /// @param id the unique id, `AIDA...`
    /// @param path begins and ends with a slash
    /// @param temporary what the credentials of GetSessionToken carry
    record User(String account, String accessKeyId, String id, String path, String name, Optional<Session> temporary)
            implements Known {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":user" + path + name;
        }

        @Override
        public String userId() {
            return id;
        }
    }

    /// A session of a role.
    ///
    /// @param roleId the unique id, `AROA...`
    /// @param roleArn with the role's path
    /// @param sessionName given by who made the session
    record Role(String account, String accessKeyId, String roleId, String roleArn, String sessionName, Session session)
            implements Known {
        @Override
        public String arn() {
            String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
            return "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + sessionName;
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }

        @Override
        public Optional<Session> temporary() {
            return Optional.of(session);
        }
    }

    /// A federated user: credentials of GetFederationToken.
    ///
    /// @param user the unique id of the user who made them
    /// @param name given by that user
    record Federated(String account, String accessKeyId, String user, String name, Session session) implements Known {
        @Override
        public String arn() {
            return "arn:aws:sts::" + account + ":federated-user/" + name;
        }

        @Override
        public String userId() {
            return account + ":" + name;
        }

        @Override
        public Optional<Session> temporary() {
            return Optional.of(session);
        }
    }
}
